/** Chinese words for the camera, its shots and its style. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

export const cameras: Entry[] = [
  ...words('角度，拍摄角度，拍摄位置', { camera: true }),
  ...words('我们', { camera: true }),
  ...words('镜头，摄像机，摄影机，相机，视角，机位，无人机，摄像头，滑轨', { camera: true }),
  ...words('延时摄影，延时', { camera: true }),
  ...words('画面，视野，场景', { camera: true }),
  ...words('感觉，拍摄，效果，转场，式，速度，节奏', { film: true, style: true }),
  ...words(
    '保持水平，低空，高空，静静，静静地，随风，迎风，电影感，电影级，电影质感，流畅，平滑，平稳，丝滑，稳定，自然，顺滑，连贯，一镜到底，优雅',
    {
      style: true,
    },
  ),
  ...words('低角度，高角度，平视，平拍，广角，长镜头，动态，唯美，震撼，真实感，史诗', {
    style: true,
  }),
  ...words('仰拍，仰视', { style: true, height: 'up' }),
  ...words('俯拍，俯视，俯瞰', { style: true, height: 'down' }),
  ...words('大远景，全景镜头', { style: true, framing: 0 }),
  ...words('其他，其它，别的，额外，多余', { style: true }),
  ...words('远景，全景，远处', { style: true, framing: 1 }),
  ...words('中景，中近景', { style: true, framing: 2 }),
  ...words('近景，特写，近处', { style: true, framing: 3 }),
  ...words('大特写，极特写，微距', { style: true, framing: 4 }),
  ...words('稳稳，稳稳地', { style: true, steady: true }),
  ...words('稳定，平稳', { steady: true }),
  ...words('街道，道路，走廊，小巷，隧道，公路，小路，峡谷，巷子', { way: true }),
  ...words(
    '天空，星空，天花板，树梢，屋顶，云层，楼顶，山顶，塔顶，群山，山脉，山峦，山峰，面部，脸部，头顶',
    {
      height: 'up',
    },
  ),
  ...words('地面，地板，脚下，脚，脚部，鞋子，水面', { height: 'down' }),
];
