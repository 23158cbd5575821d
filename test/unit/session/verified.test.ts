import { expect } from '@open-wc/testing';
import { createIdentity } from '../../../src/protocol/identity.ts';
import { isVerified, setVerified } from '../../../src/session/verified.ts';

const KEY = 'rtc-elements.verified';
let loads = 0;

/** As after a reload: the same module anew. */
const reloaded = (): Promise<typeof import('../../../src/session/verified.ts')> =>
  import(new URL(`../../../src/session/verified.ts?load=${++loads}`, import.meta.url).href);

describe('who has been verified', () => {
  afterEach(() => sessionStorage.clear());

  it('is remembered until it is taken back', async () => {
    const { id } = await createIdentity();
    expect(isVerified(id)).to.equal(false);
    setVerified(id, true);
    expect(isVerified(id)).to.equal(true);
    setVerified(id, false);
    expect(isVerified(id)).to.equal(false);
  });

  it('is remembered over a reload', async () => {
    const { id } = await createIdentity();
    setVerified(id, true);
    expect((await reloaded()).isVerified(id)).to.equal(true);
  });

  it('is nobody where something else is stored', async () => {
    const { id } = await createIdentity();
    for (const stored of ['', '{', 'null', `"${id}"`, '{"length":1}', `[1,"${id}"]`, '["short"]']) {
      sessionStorage.setItem(KEY, stored);
      const fresh = await reloaded();
      expect(fresh.isVerified(id), stored).to.equal(false);
      expect(fresh.isVerified('short'), stored).to.equal(false);
    }
  });

  it('is remembered by the page where the browser stores nothing', async () => {
    const { id } = await createIdentity();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    try {
      setVerified(id, true);
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(isVerified(id)).to.equal(true);
  });
});
