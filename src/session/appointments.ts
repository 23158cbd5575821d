// Whether calls can be arranged elsewhere than in a room. Not in `dist/rtc.js`, of which every byte is waited for: built
// with `false` here, it lacks all that appointments need.

export const APPOINTMENTS: boolean = true;
