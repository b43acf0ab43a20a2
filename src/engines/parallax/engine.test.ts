import { describeEngineContract } from '../../engine/contract.suite.ts';
import { createParallaxEngine } from './engine.ts';

describeEngineContract('parallax', () => createParallaxEngine());
