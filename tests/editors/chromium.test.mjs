import { contract } from "./contract.mjs";

contract("chromium");
