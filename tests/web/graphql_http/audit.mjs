// Runs graphql-http's audits of a server: node audit.mjs ADDRESS, the token in TOKEN; prints one JSON object.
import { serverAudits } from "graphql-http";

const headers = { authorization: `Bearer ${process.env.TOKEN}` };
const fetchFn = (url, init = {}) => fetch(url, { ...init, headers: { ...init.headers, ...headers } });
const found = {};
for (const audit of serverAudits({ url: process.argv[2], fetchFn })) {
  const result = await audit.fn();
  found[`${audit.id} ${audit.name}`] = result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`;
}
console.log(JSON.stringify(found));
