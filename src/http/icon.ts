/** A photo that plays: shown by browsers beside the title. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect x="1" y="4" width="30" height="24" rx="4" fill="#20304f"/>
<path d="M4 25v-3l7-8 6 7 4-4 7 6v2z" fill="#5f7fb5"/>
<circle cx="9" cy="10" r="2.5" fill="#ffc857"/>
<path d="M15 8.5v9l8-4.5z" fill="#fff"/>
</svg>
`;
