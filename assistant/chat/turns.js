// Runs once when the chat loads. A new question is brought to the top, so that the sentence that answers stands
// right below it. An answer that fits is then brought into view whole; the lines of a longer one arrive without
// moving the page.
let turns = 0;

// A live region must outlast the words in it, or a screen reader says nothing.
const spoken = document.createElement("p");
spoken.className = "mb-spoken";
spoken.setAttribute("role", "status");
document.body.append(spoken);

function roomAround(node) {
  let box = node.parentElement;
  while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement;
  return (box || document.documentElement).clientHeight;
}

function arrive() {
  const list = element.querySelectorAll(".mb-turn");
  const last = list[list.length - 1];
  if (last && list.length > turns) last.scrollIntoView({ block: "start", behavior: "smooth" });
  else if (last && last.offsetHeight <= roomAround(last)) last.scrollIntoView({ block: "nearest", behavior: "smooth" });
  turns = list.length;
  const lead = last && last.querySelector(".mb-lead, .mb-error");
  if (lead && spoken.textContent !== lead.textContent) spoken.textContent = lead.textContent;
}

watch("value", () => requestAnimationFrame(arrive));
