/**
 * Whether a thing is among a share of all, without a draw: by a hash of its number and of a salt, so that the
 * answer is the same whenever it is asked. The mixing is that of MurmurHash3's last step (Appleby, public domain).
 *
 * @param share from 0 to 1
 */
export function isInShare(number: number, salt: number, share: number): boolean {
  let x = Math.imul(number ^ Math.imul(salt, 0x85ebca6b), 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0 < share * 4294967296;
}
