"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const root = document.documentElement;
  const examples = JSON.parse(at("examples").textContent);
  const say = (zh, en) => (root.dataset.shown === "zh" ? zh : en);

  /* what the answer comes to, in words */
  const verdict = (status, answer) => {
    if (status === 401) return say("令牌被拒绝：缺失、有误或已过期", "The token was refused: missing, wrong or expired");
    if (answer.errors) return say("未能全部回答，原因见下", "Not all was answered; see why below");
    return say("已回答", "Answered");
  };

  at("language").addEventListener("click", () => {
    const shown = root.dataset.shown === "zh" ? "en" : "zh";
    root.dataset.shown = shown;
    root.lang = shown;
    at("language").setAttribute("aria-pressed", String(shown === "en"));
  });

  for (const button of document.querySelectorAll("[data-example]")) {
    button.addEventListener("click", () => {
      const example = examples[button.dataset.example];
      at("query").value = example.query;
      at("variables").value = JSON.stringify(example.variables, null, 2);
      at("query").setSelectionRange(0, 0);
      at("query").scrollTop = 0;
      at("query").focus();
    });
  }

  const run = async () => {
    const token = at("token").value.trim();
    let variables;
    try {
      variables = JSON.parse(at("variables").value.trim() || "{}");
    } catch {
      at("status").value = say("变量不是合法的 JSON", "The variables are not JSON");
      at("variables").focus();
      return;
    }
    at("run").disabled = true;
    at("status").value = say("正在查询…", "Asking…");
    const began = performance.now();
    try {
      const headers = { "Content-Type": "application/json", Accept: "application/json" };
      if (token) headers.Authorization = `Bearer ${token}`;
      const response = await fetch("/graphql", {
        method: "POST",
        headers,
        body: JSON.stringify({ query: at("query").value, variables }),
        credentials: "omit",
        cache: "no-store",
      });
      const text = await response.text();
      const took = Math.round(performance.now() - began);
      let shown = text;
      let said = "";
      let cost = "";
      try {
        const answer = JSON.parse(text);
        shown = JSON.stringify(answer, null, 2);
        said = `${verdict(response.status, answer)} · `;
        const household = /"household": "([^"]+)"/.exec(shown);
        if (household) examples.household.variables.id = household[1]; /* the next example shows this one's chain */
        if (answer.extensions) cost = ` · ${say("成本", "cost")} ${answer.extensions.cost}`;
      } catch { /* an answer that is not JSON is shown as it came */ }
      at("result").textContent = shown;
      at("status").value = `${said}HTTP ${response.status} · ${took} ms${cost}`;
    } catch {
      at("status").value = say("服务没有应答", "The service does not answer");
    } finally {
      at("run").disabled = false;
    }
  };

  at("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
})();
