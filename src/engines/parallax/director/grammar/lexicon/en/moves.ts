/** What the camera does, in English. */
export const moves = `
move turn film thing | verbs: pan
move turn plain | verbs: swivel, pivot
move tilt term thing | verbs: pitch
move turn film | verbs: yaw
move tilt term | verbs: tilt
move zoom film | verbs: zoom
move zoom film to=in | verbs: zoom in, punch in, zoom back in
move zoom film to=in transitive | verbs: zoom into, zoom onto
move zoom film to=out | verbs: zoom out, zoom back, unzoom, open up the frame, open up the shot,
  open the frame
move tilt sure pace=1 | verbs: snap tilt, whip tilt, crash tilt
move zoom sure otherwise=in pace=2 | verbs: crash zoom, snap zoom, smash zoom, whip zoom,
  flash zoom, punch zoom
move zoom sure otherwise=in pace=2 | crash zooms, snap zooms, smash zooms, whip zooms
move zoom film | zooms, zoom shot, zoom lens effect
move travel film otherwise=in thing | verbs: dolly
move travel sure to=out | reverse dolly, reverse tracking shot, reverse tracking,
  reverse dolly shot
move travel film otherwise=sideways thing | slider
move shake sure size=0.5 | breathing camera, breathing movement, breathing motion,
  handheld breathing
move shake sure | rough camera movement, rough camera, amateur footage, bodycam, bodycam footage,
  horizon sways, horizon swaying, horizon rocks, horizon rocking, swaying horizon, handheld,
  hand held, shaky cam, shakycam, camera shake, handicam, run and gun, shaky camera, shaky footage,
  shoulder mounted, snorricam, screen shake, found footage
move shake sure size=1.4 | chaotic camera movement, erratic camera movement, chaotic camera,
  erratic camera
move shake sure size=1.6 | earthquake shake, earthquake effect, drunk camera, drunken camera
move travel film to=in size=0.5 common | verbs: nudge in, nudge closer, edge in, edge closer
move travel film to=in pace=-1 common transitive | verbs: ease in to, ease into
move roll sure size=0.7 | horizon tilts, horizon slowly tilts, horizon tilting,
  tilting the horizon, tilts the horizon, tilt the horizon
move travel film to=in | verbs: dolly in, push back in, move back in, dolly back in, go back in
move travel film to=in common | verbs: push in, push forward, move in closer, close in
move travel film to=out | verbs: dolly out, dolly back
move travel film to=out common | verbs: pull out, pull back, pull away, back away, back up,
  back off, push back, push out, push backward, push backwards
move travel film to=out common transitive | verbs: back out of, pull out of
move travel film to=out | pullout, pullback
move travel film to=in | pushin
move travel term to=in | verbs: push
move travel term to=out | verbs: pull
move travel film otherwise=sideways thing | verbs: truck
move travel term otherwise=sideways | verbs: strafe, crab
move travel term otherwise=sideways thing transitive follows | verbs: track
move travel sure otherwise=sideways label | tracking shot, trucking shot, track shot, truck shot,
  crab shot, side scrolling shot, side tracking, side tracking shot, side dolly, sideways tracking,
  slider shot, sliding shot, side scrolling
move travel sure to=sideways hint label | parallax, parallax shot, parallax effect,
  parallax motion, parallax movement, 2.5d parallax
move travel sure otherwise=in label | dolly shot, push shot, rolling shot
move travel sure otherwise=sideways size=0.6 label follows | follow shot, following shot,
  tracking follow
move turn sure label | pan shot, panning shot
move dolly-zoom sure | dolly zoom, dolly zoom effect, zolly, vertigo effect, vertigo shot,
  vertigo zoom, hitchcock zoom, hitchcock style zoom, jaws effect, jaws shot, jaws zoom,
  jaws style zoom, trombone shot, contra zoom, hitchcock effect, counter zoom, dolly counter zoom,
  push pull, push pull effect, push pull shot
move dolly-zoom sure | verbs: dolly zoom
move orbit term transitive | verbs: orbit
move orbit term scenic | verbs: arc
move orbit sure label | arc shot, orbit shot, orbital shot, orbiting shot, circling shot,
  orbital move, arc path, arc trajectory, circular path, curved path, curved arc, arc movement,
  arc shaped movement, orbital path, helical path, spiral path, circular orbit
move orbit sure to=up | spiral ascent, spiral rise
move orbit sure to=down | spiral descent
move travel term to=up | nouns: ascent
move travel term to=down | nouns: descent
move orbit sure size=0.8 | semi circle, half circle, semicircle, semi circular, quarter circle
move orbit term | orbital
move orbit term thing | turntable
move orbit sure | lazy susan, swirling camera, swirling camera movement, bullet time,
  bullet time freeze, bullet time effect, turntable shot, turntable view, turntable animation
move orbit term label; modifier size=3 | 360 shot, 360 degree shot, 360 view, 360 spin, 360,
  full circle, full rotation
move roll term thing | verbs: roll
move roll sure | barrel roll, camera roll, dutch roll, barrel rolls
move roll sure | verbs: roll the horizon
move roll sure size=0.7 angle | dutch angle, dutch tilt, canted angle, canted frame, tilted frame,
  tilted horizon
move roll plain size=3 transitive | verbs: flip, flip upside down, turn upside down,
  turn the camera upside down, turn the camera on its side
move crane term thing | verbs: crane
move crane film thing | verbs: jib
move crane sure label | crane shot, jib shot, craning shot
move travel term otherwise=up thing | verbs: boom, pedestal
move travel sure otherwise=up label | boom shot, pedestal shot
move whip sure | verbs: whip pan, swish pan, flash pan, crash pan, snap pan, smash pan
move whip sure | whip pans, swish, whip panning
move whip plain | verbs: whip
move zoom sure to=in pace=-1 | ken burns effect, ken burns
move shake term | shaky, jittery, bumpy, wobbly, camera jitter
move shake plain | verbs: shake, wobble, jitter, vibrate, tremble, rumble
move shake plain | shakes, jolts, jitters
move travel plain | verbs: move, go, travel, shift, come, get, budge, take the camera,
  bring the camera, scroll, scoot, shuffle
move travel plain size=0.5 | verbs: nudge
move travel plain thing | verbs: step
move travel plain to=in | verbs: move in, come in, sneak up, creep up, get closer, get close,
  go closer, come closer
move travel plain otherwise=in | verbs: glide, sail, cruise, journey, fly, soar
move travel plain otherwise=in pace=-1 scenic | verbs: float, drift, ease, slip, wander, roam
move shake plain size=0.4 | verbs: hover
move travel plain otherwise=in pace=1 ease=accelerate | verbs: race, rush, hurtle, blast, rocket,
  zip, barrel
move travel plain otherwise=in pace=1 | speeds, speeding
move travel plain otherwise=in pace=1 | verbs: dash, charge, streak, careen, lurch, whoosh, surge
move travel plain otherwise=in pace=-2 | inching
move travel plain to=$ pace=-2 | verbs: inch $
move travel plain to=in pace=-2 | verbs: inch forward, inch closer, inch toward, inch towards
move roll plain thing | verbs: bank
move travel plain otherwise=in pace=-2 | verbs: creep, crawl
move travel plain otherwise=in scenic | verbs: weave, snake, thread, skim
move travel plain to=in transitive scenic | verbs: advance, approach, enter, penetrate, venture,
  proceed, go through, move through, pass through
move travel plain otherwise=in transitive scenic thing | verbs: cross
move travel plain to=out transitive scenic | verbs: exit, depart
move travel plain to=out scenic | verbs: retreat, recede, withdraw, fall back
move travel plain scenic thing | verbs: pass
move travel plain otherwise=sideways scenic thing | verbs: slide, sidestep
move travel plain otherwise=sideways size=1.3 scenic | verbs: sweep
move travel sure otherwise=sideways size=1.3 label | sweeping shot, sweeping view,
  sweeping aerial shot
move travel plain to=up scenic | verbs: rise, ascend, climb, lift, elevate, levitate
move travel plain to=up | verbs: raise, lift off, take off, gain altitude, gain height, lift up
move travel plain to=down scenic thing | verbs: descend, lower, drop, sink, fall, plummet
move swoop plain | verbs: swoop, dive, plunge
move rotate plain otherwise=sideways scenic | verbs: turn around
move zoom film to=out | reverse zoom
move travel plain transitive | bring us, take us, carry us, lead us, pull us, draw us, brings us,
  takes us, carries us, leads us, pulls us, draws us, bringing us, taking us, carrying us,
  leading us, pulling us, drawing us
move shake plain size=0.5 | verbs: breathe
move shake plain pace=-1 scenic | verbs: sway, rock, bob
move roll plain | cants, canting
move travel plain to=down | verbs: lose altitude, lose height
move travel plain to=in pace=1 | verbs: shoot forward, shoot ahead, burst through, burst into,
  burst forward
move travel plain to=up pace=1 | verbs: shoot up, shoot upward, shoot skyward
move turn plain common | verbs: veer, swerve
move travel plain to=down thing | verbs: dip
move zoom film to=in pace=2 common | verbs: crash in
move turn plain personal | verbs: glance
move tilt plain personal | verbs: nod
move travel plain to=down common | verbs: drop in, drop into
move travel plain to=out transitive scenic | base: leave
move travel plain to=out transitive scenic | ing: leaving
move travel plain to=out pace=1 | verbs: recoil
move shake plain scenic | verbs: bounce, jostle, rattle, judder
move tilt plain thing | verbs: tip
move travel plain to=out | verbs: peel away, peel off
move travel plain to=out transitive scenic thing | verbs: lead
move roll plain personal | verbs: lean
move turn plain transitive | verbs: scan
move turn plain scenic | verbs: turn
move turn plain scenic personal | verbs: look
move spin plain | verbs: tumble, spin, twist, twirl, whirl
move rotate plain | verbs: rotate
move rotate plain | nouns: rotation
move rotate plain otherwise=sideways | verbs: swing
move orbit plain transitive scenic | verbs: circle, revolve, encircle, circle around, arc around,
  revolve around, rotate around, spin around, move around
move orbit term transitive scenic | verbs: orbit around, wrap around
move orbit plain scenic | verbs: spiral, corkscrew
move travel plain otherwise=in steps scenic | verbs: walk, stroll, run, jog, sprint, march, gallop,
  hike
move travel plain otherwise=in common | verbs: drive, ride
move travel plain to=in size=0.6 transitive follows | verbs: stay behind, keep behind
move travel plain otherwise=sideways size=0.6 transitive follows | verbs: stay with, stay close to,
  keep pace with, keep up with
move travel plain otherwise=sideways size=0.6 transitive scenic follows | verbs: follow, trail,
  chase, pursue, stalk
move zoom plain to=out | verbs: widen, widen out, expand
move zoom plain to=in | narrows, narrowing
move zoom plain to=in | verbs: tighten, magnify, enlarge
move hold plain label | verbs: lock
move hold plain scenic | stay, stays
move hold plain scenic personal | verbs: hang, sit, perch, stand
move hold plain scenic | verbs: hold, linger, pause, stop, rest, freeze, wait, stop dead,
  stop short, stop cold
move travel sure otherwise=in pace=2 size=1.2 ease=accelerate; camera | hyperlapse, hyper lapse
move travel sure otherwise=in pace=1 hint label; camera | fpv, fpv shot, fpv drone shot, fpv drone
move travel sure to=in | flyover, fly over shot, flythrough, fly through, flyby, fly by,
  flight through, bird's eye flyover, birds eye flyover
move travel sure to=in steps | walkthrough, walk through, walking tour, walking pov
move travel sure otherwise=in hint label; camera | drone reveal, aerial reveal, drone shot,
  drone footage, drone view, aerial drone shot, helicopter shot, drone video
move travel sure otherwise=in size=0.8 hint label; camera | aerial shot, aerial view,
  aerial footage, aerial, steadicam, steadicam shot, gimbal, gimbal shot, steadycam, gliding shot,
  cable cam, cablecam, wire cam
camera; film | pov, first person, pov shot, first person view,
  point of view, first person pov
move travel sure otherwise=out label | reveal shot, pull out reveal
move travel term any label; film | movement, movements, motion
move travel term any label; film; camera | camera work, camerawork, camera movement
move travel sure any label; film; camera | camera movements, camera motion, camera motions,
  camera moves, camera move
move travel sure any label size=1.25; film | sweeping motion, sweeping movement,
  sweeping camera movement
move travel term any label | motions
move hold sure label | static shot, locked off, locked off shot, lock off, locked down,
  lockdown shot, locked shot, fixed shot, still shot, stationary shot, static camera, fixed camera,
  static wide, static medium, static close up, static closeup, static medium shot, frozen camera,
  frozen shot, stationary camera, still camera, locked camera, static frame, fixed frame,
  tripod shot, immobile shot, static wide shot, security camera, cctv, security footage,
  static hold, tripod hold, locked hold, locked tripod, static tripod, fixed tripod
move hold term label | static, fixed, stationary, still, locked, immobile, motionless, unmoving,
  in place, where it is, where it stands, as it is, exactly where it is, in one place,
  perfectly still, completely still, steady frame, holds steady, hold steady
move hold term hint label | tripod, on a tripod, tripod mounted
move hold plain label | remains steady, stays steady, remain steady, stay steady, is steady,
  kept steady, holds still, hold still, stays still, stay still, stays put, holding still
move travel sure otherwise=in pace=1 hint label | bolt cam, road rush, car chasing
move travel sure to=in | through object in, eyes in, mouth in
move travel sure to=out | through object out
move zoom sure to=in-and-out | yoyo zoom, yo yo zoom
`;
