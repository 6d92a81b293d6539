// Loads forms with survey-core and answers them as somebody would: page after page, what is shown and nothing else.
// In: {"forms": [{"form": ..., "replies": {name: value}}, ...]}. Out: for each the errors, what was shown, the result.
const { Model } = require("survey-core");

function answer({ form, replies }) {
  const model = new Model(form);
  const shown = [];
  for (const question of model.getAllQuestions()) {
    if (!question.isVisible || !question.page.isVisible) continue;
    shown.push(question.name);
    if (question.name in replies) question.value = replies[question.name];
  }
  const completed = model.doComplete();
  return { errors: model.jsonErrors, shown, completed, result: model.data };
}

let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => console.log(JSON.stringify(JSON.parse(text).forms.map(answer))));
