import { expect } from '@open-wc/testing';
import { ChatIntake } from '../../../src/session/chat-intake.ts';
import { eventually } from './signalling-members.ts';

describe('the intake of the chat', () => {
  let shown: (readonly string[])[];
  let intake: ChatIntake<string>;
  const lines = () => shown.flat();

  beforeEach(() => {
    shown = [];
    intake = new ChatIntake(batch => shown.push(batch));
  });

  afterEach(() => intake.close());

  it('shows a single line at once', () => {
    intake.take('ada', 'hello');
    expect(shown).to.deep.equal([['hello']]);
  });

  it('shows what comes close together in one go, in order', async () => {
    for (const line of ['1', '2', '3', '4']) intake.take('ada', line);
    await eventually(() => lines().length === 4);
    expect(shown).to.deep.equal([['1'], ['2', '3', '4']]);
  });

  it('takes in 100 lines of a second late, in a few changes a second, and loses none', async () => {
    const began = performance.now();
    const sent = Array.from({ length: 60 }, (_, i) => `${i}`);
    for (const line of sent) expect(intake.take('ada', line)).to.equal(true);
    await eventually(() => lines().length === sent.length);
    const seconds = (performance.now() - began) / 1000;
    expect(lines()).to.deep.equal(sent);
    expect(seconds).to.be.at.least(1.9);
    expect(shown.length).to.be.at.most(2 + seconds * 4);
  });

  it('drops what exceeds 200 waiting lines of one sender, and keeps the others’', async () => {
    const taken = Array.from({ length: 400 }, (_, i) => intake.take('mallory', `${i}`));
    expect(taken.filter(Boolean)).to.have.length(201);
    expect(intake.take('ada', 'hello')).to.equal(true);
    await eventually(() => lines().includes('hello'));
    expect(lines().indexOf('hello')).to.be.at.most(25);
  });

  it('shows all that waits when it closes', () => {
    for (let i = 0; i < 150; i++) intake.take('ada', `${i}`);
    intake.close();
    expect(lines()).to.have.length(150);
  });
});
