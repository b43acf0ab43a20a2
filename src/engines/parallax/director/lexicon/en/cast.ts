/** English words for more of those in the picture: who they are, for `scene.ts` has what they do. */
import { nouns, words } from '../entries.ts';
import type { Entry } from '../senses.ts';

const people: Entry[] = [
  ...nouns('policeman, cop, gladiator, viking, archer, tailor, seamstress, jeweler, janitor', {
    agent: { person: true },
  }),
  ...nouns('plumber, electrician, miner, lumberjack, rancher, vet, dentist, surgeon, paramedic', {
    agent: { person: true },
  }),
  ...nouns('lifeguard, coach, referee, goalkeeper, quarterback, golfer, sprinter, jogger', {
    agent: { person: true },
  }),
  ...nouns('diver, snorkeler, skydiver, rower, yogi, pianist, drummer, guitarist, rapper, dj', {
    agent: { person: true },
  }),
  ...nouns('street performer, juggler, fire breather, puppeteer, opera singer, break dancer', {
    agent: { person: true },
  }),
  ...nouns('breakdancer, cheerleader, protester, marcher, pilgrim, preacher, rabbi, imam', {
    agent: { person: true },
  }),
  ...nouns('bridesmaid, widow, orphan, newborn, infant, teen, youngster, schoolgirl, schoolboy', {
    agent: { person: true },
  }),
  ...nouns('professor, librarian, lawyer, reporter, cashier, salesman, merchant, peddler', {
    agent: { person: true },
  }),
  ...nouns('beggar, busker, jester, squire, peasant, nomad, hermit, sage, shaman, druid', {
    agent: { person: true },
  }),
  ...nouns('superhero, villain, mutant, hologram, werewolf, gnome, ogre, grandma, grandpa', {
    agent: { person: true },
  }),
  ...nouns('granny, mom, dad, uncle, aunt, cousin, husband, wife, boyfriend, girlfriend, guest', {
    agent: { person: true },
  }),
  ...nouns('diner, bystander, onlooker, pedestrian, traveller, adventurer, explorer', {
    agent: { person: true },
  }),
  ...nouns('mountaineer, sniper, cosmonaut, inventor, programmer, gamer, businessman, manager', {
    agent: { person: true },
  }),
  ...nouns('politician, president, santa, snowman, scarecrow, marionette, conductor, potter', {
    agent: { person: true },
  }),
  ...nouns('chess player, juror, preschooler, apprentice, master, crossing guard', {
    agent: { person: true },
  }),
  ...nouns('flight attendant, assistant, contestant, performer, yoga instructor, sumo wrestler', {
    agent: { person: true },
  }),
  ...nouns('tightrope walker, trapeze artist, stuntman, craftsman, artisan, glassblower', {
    agent: { person: true },
  }),
  ...words('police, policemen, parents, siblings, newlyweds, passersby, passerby, fans, mob', {
    agent: { person: true },
  }),
  ...words('businessmen, salesmen, schoolchildren, grandparents, duo, trio, crowds', {
    agent: { person: true },
  }),
];

const animals: Entry[] = [
  ...nouns('minotaur, centaur, kraken, phoenix, griffin, pegasus, yeti, godzilla, king kong', {
    agent: {},
  }),
  ...nouns('raptor, mammoth, hyena, jackal, coyote, badger, beaver, weasel, ferret, skunk', {
    agent: {},
  }),
  ...nouns('sloth, lemur, chimpanzee, chimp, orangutan, baboon, ape, hippo, rhino, bison, boar', {
    agent: {},
  }),
  ...nouns('antelope, gazelle, wildebeest, pony, foal, lamb, piglet, cub, pup, duckling', {
    agent: {},
  }),
  ...nouns('gosling, hen, peacock, sparrow, finch, canary, kingfisher, woodpecker, toucan', {
    agent: {},
  }),
  ...nouns('pelican, albatross, puffin, cormorant, chameleon, gecko, iguana, alligator', {
    agent: {},
  }),
  ...nouns('tortoise, toad, newt, tadpole, eel, manta ray, squid, goldfish, trout, clownfish', {
    agent: {},
  }),
  ...nouns('caterpillar, worm, grasshopper, mosquito, cockroach, scorpion, centipede, flock', {
    agent: {},
  }),
  ...nouns('swarm, herd, husky, corgi, poodle, labrador, terrier, stallion, mare, calf, fawn', {
    agent: {},
  }),
  ...nouns('meerkat, mongoose, ladybird, cicada, cricket, magpie, macaw, cockatoo, robin, wren', {
    agent: {},
  }),
  ...nouns('osprey, condor, ibex, yak, alpaca, salamander, barracuda, narwhal, manatee', {
    agent: {},
  }),
  ...nouns('sea lion, sea turtle, polar bear', { agent: {} }),
];

/** What is driven, thrown or turned, and what hands and faces are made of. */
const movers: Entry[] = [
  ...nouns(
    'voice, locomotive, steam train, bullet train, freight train, monorail, trolley, streetcar',
    {
      agent: {},
    },
  ),
  ...nouns('school bus, suv, tesla, porsche, ferrari, hearse, quad bike, snowmobile, jet ski', {
    agent: {},
  }),
  ...nouns('hoverboard, segway, rickshaw, tuk tuk, stagecoach, combine harvester, harvester', {
    agent: {},
  }),
  ...nouns('snowplow, cargo ship, cruise ship, container ship, freighter, battleship', {
    agent: {},
  }),
  ...nouns('aircraft carrier, warship, galleon, longship, pirate ship, steamboat, tugboat', {
    agent: {},
  }),
  ...nouns('barge, dinghy, rowboat, catamaran, biplane, glider, hang glider, paraglider', {
    agent: {},
  }),
  ...nouns('fighter jet, airliner, blimp, zeppelin, hot air balloon, space shuttle', { agent: {} }),
  ...nouns('space station, rover, flying saucer, meteor, meteorite, asteroid, shooting star', {
    agent: {},
  }),
  ...nouns('missile, torpedo, cannonball, bullet, arrow, boomerang, frisbee, shuttlecock', {
    agent: {},
  }),
  ...nouns('spinning top, seesaw, turbine, wind turbine, water wheel, waterwheel, piston', {
    agent: {},
  }),
  ...nouns('metronome, domino, wrecking ball, robot arm, robotic arm, streamer, tentacle, paw', {
    agent: {},
  }),
  ...nouns('claw, beak, eyelash, fist, jaw, tongue, thumb, antenna, weathervane, pinwheel', {
    agent: {},
  }),
  ...nouns('spinning wheel, printing press, 3d printer', { agent: {} }),
];

export const cast: Entry[] = [...people, ...animals, ...movers];
