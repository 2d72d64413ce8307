// Three ways to fail, each on purpose.
import { setTimeout as sleep } from "node:timers/promises";

export const too_slow = async () => {
  console.log("this takes half a minute");
  await sleep(30_000);
};

export const out_of_memory = async () => {
  console.log("taking 300 MB");
  return Buffer.alloc(300 * 1024 * 1024, 1).length;
};

export const exception = async () => {
  throw new RangeError("the index is missing");
};
