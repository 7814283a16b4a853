import { contract } from "./contract.mjs";

contract("firefox");
