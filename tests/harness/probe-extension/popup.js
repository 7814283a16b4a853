document.querySelector("#allow").addEventListener("click", async () => {
  const granted = await chrome.permissions.request({ origins: ["http://localhost/*"] });
  document.querySelector("#answer").textContent = granted ? "allowed" : "refused";
});
