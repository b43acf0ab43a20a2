/** A PNG of 32 x 20 pixels, hills at sunset: examples must work before the newcomer has found a photo. */
export const tinyPicture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAUAgMAAACR/9fcAAAADFBMVEVnTqfykVr/2XocKj/ShDXHAAAAQElEQVR42p3GoRWAMBAE0X30uLEpBUrBxJyhmivn3iASgSVj5ku/i2v+iFuy7RbDX9RCJ1s8KUM5KHUgTxCrPbyb7lbWU9//CAAAAABJRU5ErkJggg==';
