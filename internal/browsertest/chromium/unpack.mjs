// Unpacks what the package brings compressed: the browser, and libraries for
// machines that lack them. Run by the Makefile after "npm ci".
import { createReadStream, createWriteStream, mkdirSync, renameSync, chmodSync, existsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const bin = "node_modules/@sparticuz/chromium/bin";
const out = at("node_modules/.unpacked");

async function unpack(from, to) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to + ".part"));
  renameSync(to + ".part", to);
}

if (!existsSync(out + "/chromium")) {
  mkdirSync(out + "/lib", { recursive: true });
  await unpack(at(bin + "/al2023.tar.br"), out + "/lib.tar");
  const tar = spawnSync("tar", ["-xf", out + "/lib.tar", "-C", out + "/lib", "--strip-components=1"], { stdio: "inherit" });
  if (tar.status !== 0) process.exit(1);
  await unpack(at(bin + "/chromium.br"), out + "/chromium-new");
  chmodSync(out + "/chromium-new", 0o755);
  renameSync(out + "/chromium-new", out + "/chromium");
}
