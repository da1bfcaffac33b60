"use strict";
// Ends a function's process when the daemon that started it is gone, however that ended: the pipe on descriptor 3 then closes.
const { Socket } = require("node:net");
const pipe = new Socket({ fd: 3, readable: true, writable: false });
pipe.on("error", () => process.exit(1));
pipe.on("close", () => process.exit(1));
pipe.resume();
pipe.unref();
