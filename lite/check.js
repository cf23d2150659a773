// Says what stands in the way of running Python in this browser, and where else the notebook runs.
(() => {
  const { pyodide, colab } = document.currentScript.dataset;
  const root = new URL(".", document.currentScript.src);
  const python = new URL(pyodide, root);
  const path = new URLSearchParams(location.search).get("path") ?? "";
  const isOurs = /^(ko|en)\/.+\.ipynb$/.test(path);
  const language = isOurs ? path.slice(0, 2) : navigator.language.startsWith("ko") ? "ko" : "en";
  const WORDS = {
    ko: {
      unreachable: `파이썬 실행 환경(Pyodide)을 받아 오지 못했습니다. ${python.host}에 접속할 수 없어서 셀을 실행할 수 없습니다. 인터넷 연결과 방화벽을 확인하고 페이지를 새로 고치거나, 다른 곳에서 실행하십시오.`,
      storage:
        "브라우저의 저장 공간이 가득 찼거나 막혀 있습니다. 노트북이 열리지 않거나, 고친 내용이 페이지를 닫을 때 사라질 수 있습니다. 저장 공간을 비우고 페이지를 새로 고치거나, 다른 곳에서 실행하십시오.",
      jspi: "이 브라우저에는 JSPI(WebAssembly 실행을 잠시 멈추는 기능)가 없습니다. 대부분의 셀은 실행되지만, 오류가 나거나 끝나지 않는 셀이 있을 수 있습니다. 그럴 때는 최신 Chrome이나 Edge에서 열거나, 다른 곳에서 실행하십시오.",
      first:
        "처음 실행할 때는 약 25 MB를 내려받으므로 시간이 걸립니다. 다음부터는 브라우저가 받아 둔 파일을 씁니다.",
      colab: "Colab에서 실행",
      download: "노트북 내려받기",
      close: "닫기",
    },
    en: {
      unreachable: `Python for the browser (Pyodide) could not be fetched. ${python.host} cannot be reached, so cells cannot run. Check the connection and any firewall and reload the page, or run the notebook elsewhere.`,
      storage:
        "This browser's storage is full or blocked. The notebook may not open, or your changes may be lost when you close the page. Free some storage and reload the page, or run the notebook elsewhere.",
      jspi: "This browser lacks JSPI (the pausing of WebAssembly). Most cells run, but some may fail or never end. If one does, use a recent Chrome or Edge, or run the notebook elsewhere.",
      first:
        "The first run downloads about 25 MB, so it takes a while. After that the browser uses the files it has kept.",
      colab: "Run in Colab",
      download: "Download the notebook",
      close: "Close",
    },
  }[language];

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const notices = make("div", { id: "dl-notices", lang: language });
  document.body.append(notices);

  /** Show a notice; a problem also names the ways around it. Returns its element. */
  function say(what, role) {
    const text = make("p", { textContent: WORDS[what] });
    const close = make("button", { type: "button", textContent: "×", title: WORDS.close });
    close.ariaLabel = WORDS.close;
    const notice = make("div", { className: "dl-notice" }, text, close);
    notice.dataset.notice = what;
    notice.role = role;
    close.onclick = () => notice.remove();
    if (what !== "first" && isOurs) {
      const coded = path.split("/").map(encodeURIComponent).join("/");
      const href = new URL(`files/${coded}`, root);
      const away = { target: "_blank", rel: "noopener" };
      const toColab = make("a", { href: colab + coded, ...away, textContent: WORDS.colab });
      const toFile = make("a", { href, ...away, download: "", textContent: WORDS.download });
      isOnSite(href).then((is) => is && text.append(" ", toColab, " · ", toFile));
    }
    notices.append(notice);
    return notice;
  }

  /** Whether the site has a file: a notebook that a reader has made is in the browser alone. */
  async function isOnSite(href) {
    try {
      return (await fetch(href, { method: "HEAD" })).ok;
    } catch {
      return true; // offline: the ways are named, and lead somewhere once there is a network
    }
  }

  async function isReachable() {
    try {
      // The file that the kernel asks for first: the browser keeps it, nothing is fetched twice.
      return (await fetch(python, { signal: AbortSignal.timeout(60_000) })).ok;
    } catch {
      return false;
    }
  }

  async function canStore(bytes) {
    try {
      const { quota, usage } = (await navigator.storage?.estimate()) ?? {};
      if (quota - usage < bytes) return false;
      await writeTo("dlcore-check", new Uint8Array(bytes));
      return true;
    } catch {
      return false;
    }
  }

  function writeTo(name, value) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error);
      request.onupgradeneeded = () => request.result.createObjectStore("probe");
      request.onsuccess = () => {
        const database = request.result;
        const writing = database.transaction("probe", "readwrite");
        writing.oncomplete = () => finish(resolve);
        writing.onabort = () => finish(() => reject(writing.error));
        function finish(then) {
          database.close();
          indexedDB.deleteDatabase(name);
          then();
        }
        writing.objectStore("probe").put(value, 0);
      };
    });
  }

  /** What the browser remembers from the last visit, or null; it may forbid to ask. */
  function remembered(value) {
    try {
      if (value) localStorage.setItem("dlcore-lite", value);
      return localStorage.getItem("dlcore-lite");
    } catch {
      return null;
    }
  }

  const first = remembered() === python.href ? null : say("first", "status");
  // The indicator says "idle" before there is a kernel, "unknown" while it starts, then "idle" again.
  let starting = false;
  let answered = false;
  new MutationObserver(() => {
    // The interface is in English, the notebook and its live figures are not.
    for (const each of document.querySelectorAll(".jp-Notebook:not([lang])")) each.lang = language;
    const status = document.querySelector(".jp-Notebook-ExecutionIndicator")?.dataset.status;
    if (answered || !status) return;
    if (!["idle", "busy"].includes(status)) starting = true;
    else if (starting) {
      answered = true;
      document.documentElement.dataset.dlKernel = "answered";
      remembered(python.href);
      first?.remove();
    }
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-status"] });

  if (!("Suspending" in WebAssembly)) say("jspi", "status");
  isReachable().then((can) => {
    if (can) return;
    first?.remove();
    say("unreachable", "alert");
  });
  canStore(1_000_000).then((can) => can || say("storage", "alert"));
})();
