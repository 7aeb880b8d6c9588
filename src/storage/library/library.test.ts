// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import fc from "fast-check";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import type { Backend } from "./Backend.ts";
import { checksumOf } from "./checksum.ts";
import { DesignLibrary } from "./DesignLibrary.ts";
import { openDatabaseBackend } from "./databaseBackend.ts";
import { LastWords } from "./lastWords.ts";
import { memoryBackend } from "./memoryBackend.ts";
import type { SavedText, VersionRecord } from "./records.ts";
import { textKey } from "./records.ts";
import { isIntact, seal } from "./savedText.ts";
import { versionsToThin } from "./versionsToThin.ts";

let names = 0;
const freshDatabase = () => `test ${++names}`;

async function database(name = freshDatabase()): Promise<Backend> {
  const opened = await openDatabaseBackend(name, () => undefined);
  if (!("backend" in opened)) throw new Error(opened.reason);
  return opened.backend;
}

const facts = { name: "Shop", nodes: 3, links: 2 };
const stamp = (now: number, tab = "tab") => ({ now, tab });

describe.each([
  ["in the browser's database", database],
  ["in memory", async () => memoryBackend()],
])("designs that are kept %s", (_, open) => {
  test("a design is saved, read, listed, put into the bin and taken out again", async () => {
    const library = new DesignLibrary(await open());
    expect(await library.save("a", "one", facts, 0, stamp(10))).toEqual({
      kind: "saved",
      revision: 1,
    });
    await library.save("a", "two", facts, 1, stamp(20));
    await library.save("b", "other", { ...facts, name: "Other" }, 0, stamp(30));
    await library.touch("a", 40);
    expect((await library.list()).map(({ id }) => id)).toEqual(["a", "b"]);
    const kept = await library.read("a");
    expect(kept?.texts.map(({ text }) => text)).toEqual(["two", "one"]);
    expect(kept?.isDamaged).toBe(false);
    await library.discard("a", 50);
    expect((await library.list()).map(({ id }) => id)).toEqual(["b"]);
    await library.restore("a");
    expect((await library.list()).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("a save that builds on an older one is refused and changes nothing", async () => {
    const library = new DesignLibrary(await open());
    await library.save("a", "one", facts, 0, stamp(1, "left"));
    await library.save("a", "right", facts, 1, stamp(2, "right"));
    expect(await library.save("a", "left", facts, 1, stamp(3, "left"))).toEqual({
      kind: "stale",
      revision: 2,
    });
    expect((await library.read("a"))?.texts[0]?.text).toBe("right");
  });

  test("the last moments of a closed tab come first; those that were overtaken stand apart", async () => {
    const library = new DesignLibrary(await open());
    await library.save("a", "one", facts, 0, stamp(1));
    const moment = { designId: "a", tab: "closed", savedAt: 5 };
    library.journal({ ...moment, text: "last words", revision: 1 });
    library.journal({ ...moment, tab: "older", text: "too late", revision: 0 });
    const kept = await library.read("a");
    expect(kept?.texts.map(({ text, isRecovered }) => [text, isRecovered])).toEqual([
      ["last words", true],
      ["one", false],
    ]);
    expect(kept?.overtaken.map(({ text }) => text)).toEqual(["too late"]);
    await library.save("a", "last words", facts, 1, stamp(6, "closed"));
    expect((await library.read("a"))?.texts.map(({ text }) => text)).toEqual(["last words", "one"]);
    await library.clearJournal("a");
    expect((await library.read("a"))?.overtaken).toEqual([]);
  });

  test("what is in the bin for a month goes, with all that belongs to it", async () => {
    const library = new DesignLibrary(await open());
    await library.save("a", "one", facts, 0, stamp(1));
    await library.addVersion("a", "one", { kind: "named", name: "First", note: "", at: 2 });
    await library.discard("a", 3);
    await library.emptyBin(3 + 29 * 24 * 3600 * 1000);
    expect((await library.usage()).versionCount).toBe(1);
    await library.emptyBin(3 + 31 * 24 * 3600 * 1000);
    expect(Object.values(await library.raw()).map((table) => Object.keys(table as object))).toEqual(
      [[], [], [], [], []],
    );
  });

  test("versions are listed newest first, named, and thinned when there is no room", async () => {
    const library = new DesignLibrary(await open());
    for (let i = 1; i <= 6; i++) {
      const about = { kind: "before", name: `Version ${i}`, note: "", at: i } as const;
      await library.addVersion("a", `text ${i}`, about);
    }
    const [newest, second] = await library.versions("a");
    expect(newest && (await library.versionText(newest))).toBe("text 6");
    if (second) await library.nameVersion(second, "Kept");
    expect(await library.removeOldVersions()).toBe(3);
    expect((await library.versions("a")).map(({ name }) => name)).toEqual([
      "Version 6",
      "Kept",
      "Version 4",
    ]);
  });
});

describe("a damaged store", () => {
  /** Changes one row behind the library's back. */
  async function tamper(name: string, table: string, key: string, row: unknown): Promise<void> {
    const raw = await openDB(name);
    await raw.put(table, row, key);
    raw.close();
  }

  async function twoSaves() {
    const name = freshDatabase();
    const library = new DesignLibrary(await database(name));
    await library.save("a", "the older text", facts, 0, stamp(1));
    await library.save("a", "the newer text", facts, 1, stamp(2));
    return { name, library };
  }

  test("every flipped letter and every cut of the newest save is found, and the older one is there", async () => {
    const { name, library } = await twoSaves();
    const good = seal("the newer text", 2, 2);
    const broken: SavedText[] = [];
    for (let i = 0; i < good.text.length; i++) {
      const flipped = String.fromCharCode(good.text.charCodeAt(i) ^ 1);
      broken.push({ ...good, text: good.text.slice(0, i) + flipped + good.text.slice(i + 1) });
      broken.push({ ...good, text: good.text.slice(0, i) });
    }
    for (const row of broken) {
      await tamper(name, "texts", textKey("a", 2), row);
      const kept = await library.read("a");
      expect(kept?.isDamaged).toBe(true);
      expect(kept?.texts.map(({ text }) => text)).toEqual(["the older text"]);
    }
  });

  test("a design whose entry in the list is garbage is listed again under its name", async () => {
    const { name, library } = await twoSaves();
    await tamper(name, "designs", "a", "garbage");
    expect(await library.list()).toEqual([]);
    expect(await library.mendList((text) => `Found: ${text}`)).toBe(1);
    expect((await library.list()).map((record) => record.name)).toEqual(["Found: the newer text"]);
    expect((await library.read("a"))?.texts[0]?.text).toBe("the newer text");
    expect(await library.mendList(() => "again")).toBe(0);
  });

  test("the one design of the first version of the store becomes the first of the list", async () => {
    const name = freshDatabase();
    const old = await openDB(name, 1, {
      upgrade: (raw) => {
        raw.createObjectStore("designs");
      },
    });
    await old.put("designs", { text: '{"name": "Mine"}', savedAt: 77 }, "current");
    old.close();
    const library = new DesignLibrary(await database(name));
    expect(await library.list()).toMatchObject([{ name: "Mine", savedAt: 77 }]);
    expect((await library.read("first"))?.texts[0]?.text).toBe('{"name": "Mine"}');
  });

  test("tables of a newer version are left alone, and it is said that they are newer", async () => {
    const name = freshDatabase();
    (await openDB(name, 99)).close();
    expect(await openDatabaseBackend(name, () => undefined)).toMatchObject({ trouble: "newer" });
  });

  test("what a page wrote as it went is in the tables for the next, and only once", async () => {
    const name = freshDatabase();
    const library = new DesignLibrary(await database(name));
    await library.save("a", "one", facts, 0, stamp(10));
    const entry = { ...seal("last", 1, 20), designId: "a", tab: "gone" };
    new LastWords(name).put("journal", "a/gone", entry);
    localStorage.setItem(`sluice.last-words/${name}/journal/a/broken`, "{");
    localStorage.setItem(`sluice.last-words/${name}/nowhere/a`, "{}");
    expect((await library.read("a"))?.texts[0]).toMatchObject({ text: "last", isRecovered: true });
    expect(new LastWords(name).waiting().size).toBe(0);
    await library.clearJournal("a");
    expect((await library.read("a"))?.texts[0]).toMatchObject({ text: "one", isRecovered: false });
  });

  test("a transaction that fails in the middle leaves nothing behind", async () => {
    for (const backend of [await database(), memoryBackend()]) {
      const failing = backend.run("readwrite", async (tables) => {
        await tables.put("texts", "a/0", seal("half", 1, 1));
        throw new Error("stop");
      });
      await expect(failing).rejects.toThrow("stop");
      expect(await backend.run("readonly", (tables) => tables.list("texts"))).toEqual([]);
    }
  });

  test("any change of a text is found by its checksum or its length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), fc.nat(), (text, at) => {
        const saved = seal(text, 1, 1);
        expect(isIntact(saved)).toBe(true);
        const i = at % text.length;
        const other = String.fromCharCode(text.charCodeAt(i) ^ (1 << (at % 16)));
        expect(isIntact({ ...saved, text: text.slice(0, i) + other + text.slice(i + 1) })).toBe(
          false,
        );
      }),
      { seed: 3 },
    );
    // As Python says: zlib.crc32("123456789".encode("utf-16-le")).
    expect(checksumOf("123456789")).toBe(0xa290e877);
  });
});

describe("versions that may go", () => {
  const DAY = 24 * 3600 * 1000;
  const version = fc.record({
    at: fc.nat(400 * DAY),
    kind: fc.constantFrom("named", "before", "interval", "conflict"),
  });
  const versions = fc
    .uniqueArray(version, { maxLength: 120, selector: ({ at }) => at })
    .map((list) =>
      list.map(
        (each) => ({ ...each, designId: "a", name: "", note: "", size: 1 }) as VersionRecord,
      ),
    );

  test("never the newest, a named one, or overtaken edits; and thinning again takes no more", () => {
    fc.assert(
      fc.property(versions, (all) => {
        const now = 400 * DAY;
        const gone = new Set(versionsToThin(all, now));
        const left = all.filter((each) => !gone.has(each));
        const newest = Math.max(...all.map(({ at }) => at));
        for (const { kind, at } of gone) {
          expect(at).not.toBe(newest);
          expect(["named", "conflict"]).not.toContain(kind);
        }
        expect(versionsToThin(left, now)).toEqual([]);
      }),
      { seed: 9 },
    );
  });

  test("a year of a version every minute becomes about a hundred and twenty", () => {
    const now = 365 * DAY;
    const kept: VersionRecord[] = [];
    for (let at = 0; at <= now; at += DAY / 48) {
      kept.push({ designId: "a", at, kind: "interval", name: "", note: "", size: 1 });
      if (kept.length < 400) continue;
      const gone = new Set(versionsToThin(kept, at));
      kept.splice(0, kept.length, ...kept.filter((each) => !gone.has(each)));
    }
    const gone = new Set(versionsToThin(kept, now));
    expect(kept.length - gone.size).toBeLessThan(125);
    expect(kept.length - gone.size).toBeGreaterThan(60);
  });
});
