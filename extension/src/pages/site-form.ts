// Allowing the site of a CRM by its address.
import { api } from "../browser.ts";
import { say } from "../strings.ts";
import { hostOf, originPattern } from "./origin.ts";
import { byId } from "./words.ts";

export function offerSite(allowed: () => void): void {
  const address = byId("address", HTMLInputElement);
  const said = byId("site-said", HTMLParagraphElement);
  byId("site-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const pattern = originPattern(address.value);
    address.setAttribute("aria-invalid", String(pattern === null));
    if (!pattern) {
      said.textContent = say("notAnAddress");
      return;
    }
    // Asked for in the press itself: the browser wants a person's gesture.
    void api.permissions.request({ origins: [pattern] }).then((granted) => {
      said.textContent = say(granted ? "siteAllowed" : "notAllowed", hostOf(pattern));
      if (granted) allowed();
    });
  });
}
