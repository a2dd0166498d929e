"use strict";

document.querySelector("[data-save]").addEventListener("click", () => {
  const body = document.body.dataset;
  const comments = [];
  for (const block of document.querySelectorAll("[data-pair]")) {
    const kind = block.querySelector("[data-kind]").value;
    const text = block.querySelector("[data-text]").value.trim();
    if (!kind && !text) continue;
    comments.push({
      pair: block.dataset.pair,
      kind: kind || "other",
      weight: block.querySelector("[data-weight]").value,
      text: text || "(no words)",
    });
  }
  const answers = {
    page: body.page,
    language: body.language,
    fingerprint: body.fingerprint,
    reviewer: document.querySelector("[data-reviewer]").value,
    on: document.querySelector("[data-on]").value || null,
    approved: document.querySelector("[data-approved]").checked,
    comments,
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(answers, null, 1)], { type: "application/json" }));
  link.download = `answers-${body.page.replace(/[^a-z0-9]+/gi, "-")}-${body.language}.json`;
  link.click();
});
