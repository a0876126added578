// Loaded before a node (`--import`): makes the file functions that change or sync something below a folder fail at one call.
// FAULT_FOLDER names the folder, FAULT_CODE the error, FAULT_AT the call, counted from 1; FAULT_COUNT a file that gets the
// number of calls there were.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";

const folder = resolve(process.env.FAULT_FOLDER ?? "/nowhere");
const code = process.env.FAULT_CODE ?? "EIO";
const at = Number(process.env.FAULT_AT ?? 0);
const countFile = process.env.FAULT_COUNT ?? "";
const write = fs.writeFileSync;
const paths = new Map();
let calls = 0;

function isOurs(path) {
  return typeof path === "string" && (resolve(path) === folder || resolve(path).startsWith(`${folder}/`));
}

/** Counts a call; throws when it is the one. As in life, the error of a call on an open file names no file. */
function pass(name, path, open = false) {
  if (!isOurs(path)) return;
  calls += 1;
  if (countFile !== "") write(countFile, String(calls));
  if (calls !== at) return;
  throw Object.assign(new Error(`${code}: a planted fault, ${name} '${path}'`), {
    code,
    syscall: name,
    ...(open ? {} : { path }),
  });
}

/** The path a function changes, by the place of its argument. */
const changing = {
  ...{ writeFileSync: 0, mkdirSync: 0, rmSync: 0, unlinkSync: 0, chmodSync: 0, chownSync: 0, mkdtempSync: 0 },
  ...{ renameSync: 1, linkSync: 1, symlinkSync: 1 },
};
for (const [name, place] of Object.entries(changing)) {
  const real = fs[name];
  fs[name] = (...args) => {
    pass(name, args[place]);
    return real(...args);
  };
}
const openSync = fs.openSync;
fs.openSync = (path, flags, ...rest) => {
  if (flags !== undefined && flags !== "r") pass("openSync", path);
  const fd = openSync(path, flags, ...rest);
  paths.set(fd, path);
  return fd;
};
for (const name of ["fsyncSync", "fdatasyncSync", "writeSync", "ftruncateSync"]) {
  const real = fs[name];
  fs[name] = (fd, ...rest) => {
    pass(name, paths.get(fd), true);
    return real(fd, ...rest);
  };
}

const promised = { writeFile: 0, mkdir: 0, rm: 0, unlink: 0, chmod: 0, rename: 1, link: 1 };
for (const [name, place] of Object.entries(promised)) {
  const real = fs.promises[name];
  fs.promises[name] = async (...args) => {
    pass(name, args[place]);
    return real(...args);
  };
}
const open = fs.promises.open;
fs.promises.open = async (path, flags, ...rest) => {
  if (flags !== undefined && flags !== "r") pass("open", path);
  const file = await open(path, flags, ...rest);
  for (const name of ["writeFile", "write", "sync", "datasync", "truncate"]) {
    const real = file[name].bind(file);
    file[name] = async (...args) => {
      pass(`file.${name}`, path, true);
      return real(...args);
    };
  }
  return file;
};
syncBuiltinESMExports();
