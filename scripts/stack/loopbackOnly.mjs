// Loaded by `node --import` before a program that listens on all interfaces and cannot be told otherwise (Alto). Whoever
// reaches the bundler's port itself meets none of the app's doors.
import net from "node:net";

const { listen } = net.Server.prototype;

net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  if (typeof first === "object" && first !== null && "port" in first) {
    return listen.call(this, { ...first, host: "127.0.0.1" }, ...rest);
  }
  if (typeof first === "number")
    return listen.call(this, { port: first, host: "127.0.0.1" }, ...rest.filter((each) => typeof each === "function"));
  return listen.call(this, first, ...rest);
};
