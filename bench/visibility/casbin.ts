// casbin: one enforcer, an attribute-based matcher, set questions as its own functions.
import { newEnforcer, newModelFromString } from "casbin";
import type { Answer, Question } from "./data.ts";
import { fillMatrix } from "./data.ts";

const MODEL = `
[request_definition]
r = sub, obj
[policy_definition]
p = act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = cleared(r.sub, r.obj) && holdsAll(r.sub, r.obj) && inEvery(r.sub.codes, r.obj.lists)
`;

type Subject = Question["members"][number];
type Resource = Question["markings"][number];

export async function prepareCasbin(question: Question): Promise<Answer> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addPolicy("read");
  await enforcer.addFunction(
    "cleared",
    (member: Subject, marking: Resource) => (member.clearances[marking.policy]?.rank ?? -1) >= marking.rank,
  );
  await enforcer.addFunction("holdsAll", (member: Subject, marking: Resource) =>
    marking.caveats.every((name) => member.clearances[marking.policy]?.caveats.includes(name) === true),
  );
  await enforcer.addFunction("inEvery", (codes: readonly string[], lists: Resource["lists"]) =>
    lists.every((list) => list.some((code) => codes.includes(code))),
  );
  return () =>
    fillMatrix(question, (marking, recipient) =>
      enforcer.enforceSync(question.members[recipient], question.markings[marking]),
    );
}
