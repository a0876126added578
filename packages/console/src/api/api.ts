// Written by "npm run generate" from formats/openapi.json: what a node can be asked, and what it answers.
export interface paths {
  readonly "/api/cases": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The cases you may know of. */
    readonly get: operations["case.list"];
    readonly put?: never;
    /** Open a real case in the name of the member that runs this node. */
    readonly post: operations["case.open"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What the first screen of a case shows. */
    readonly get: operations["board.read"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Approaches with where each stands and by what evidence; a member sees its own. */
    readonly get: operations["approach.list"];
    readonly put?: never;
    /** Opens approaches: what is asked of which members, with which documents, by when. */
    readonly post: operations["approach.open"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One approach: ask, times, evidence, questions with their clocks, and what may be asked for. */
    readonly get: operations["approach.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}/answer": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Answers a member's question in words, or with an unsealing that was issued for it. */
    readonly post: operations["question.answer"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}/company": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Tells a member how many others would act if it did, as the range the community's rule allows. */
    readonly post: operations["approach.company"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}/points": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Talking points for a member, from its own copies and its own past alone. */
    readonly post: operations["approach.points"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}/positions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Every position of one member, in the order in which they were taken. */
    readonly get: operations["position.history"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/{member}/refusal": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Refuses to open a place a member asked for, and says why. */
    readonly post: operations["question.refuse"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/delivery": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Delivers approaches: from now on the members see them. */
    readonly post: operations["approach.deliver"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/approaches/lapse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Writes down silence: what was delivered and not answered by its instant lapses. */
    readonly post: operations["approach.lapse"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/community": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The members and groups of a case's community, as they were on a day. */
    readonly get: operations["community.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/consents": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The answers your member gave; for the lead, those of every originator. */
    readonly get: operations["consent.list"];
    readonly put?: never;
    /** Say of a portion of your own release whether a member may read it where another quotes it. */
    readonly post: operations["consent.answer"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/copies/{document}/opening": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Opens the copy of a document that the seat's member was given, and writes down that it was. */
    readonly post: operations["cut.open"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/cuts": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The cuts you may read, with the names of their files, unsealings and notices. */
    readonly get: operations["cut.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/cuts/{id}.{form}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A cut: the file that verifies, the page that checks itself, or a form to print. */
    readonly get: operations["cut.read"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/cuts/{id}/files": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A cut as it is handed out: its file, unsealings and notices, with the latest evidence. */
    readonly get: operations["cut.files"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The documents of a case in their newest version, the oldest first. */
    readonly get: operations["document.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/custody": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The originals of a document, and who had them. */
    readonly get: operations["document.custody"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/diff/{from}/{to}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What changed between two versions of a document. */
    readonly get: operations["document.diff"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/plans": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The plans of a document, newest first, and what became of each. */
    readonly get: operations["release.list"];
    readonly put?: never;
    /** Plan a release of a document's newest version: who would read what, why not the rest. */
    readonly post: operations["release.plan"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/plans/{plan}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One plan whole, as whoever approves it reads it, with the approval that was signed. */
    readonly get: operations["release.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/plans/{plan}/approval": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Approve a plan whole, as another person than drafted or planned it. */
    readonly post: operations["release.approve"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/plans/{plan}/issue": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Issue an approved plan: planned again, compared, signed, cut and committed to the ledger. */
    readonly post: operations["release.issue"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The versions of a document, oldest first. */
    readonly get: operations["document.versions"];
    readonly put?: never;
    /** Store marked text as a document's next version, with what it was made from and its pictures. */
    readonly post: operations["document.draft"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions/{version}/original": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The file a version was made from, byte for byte. */
    readonly get: operations["document.original"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions/{version}/read-as/{member}.{form}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A version as one member would read it, rehearsed with keys that are nobody's. */
    readonly get: operations["document.read-as"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions/{version}/source": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The marked text of a version. */
    readonly get: operations["document.source"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/documents/{name}/versions/{version}/visibility": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who may see which place of a version, and for everybody else the reason. */
    readonly get: operations["document.visibility"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/history": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What was done in a case and by which office, oldest first. */
    readonly get: operations["case.history"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/measures": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What is recorded of a case, what was done in answer apart, and the kinds there are. */
    readonly get: operations["measure.list"];
    readonly put?: never;
    /** Records one measure, with its sources. */
    readonly post: operations["measure.add"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/measures/figures": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Records what other sources say of a measure that is recorded; nothing is overwritten. */
    readonly post: operations["measure.figure"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/measures/tally": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Counts the measures of one kind under a stated rule, and lists what was not counted and why. */
    readonly get: operations["measure.tally"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/members": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The members of a case; what is known of each for the lead, what is known of itself for a member. */
    readonly get: operations["member.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/members/{member}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** One member, and which steps of its law can still be done before T-0. */
    readonly get: operations["member.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/notices": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What is said of releases you hold, oldest first; for the lead of all, with who acknowledged it. */
    readonly get: operations["notice.of-case"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A member's own first screen: its approach, cuts, questions, position, pledge and countdown. */
    readonly get: operations["board.own"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Pledges that count: all open ones for the lead, its own for a member; once locked, what was resolved. */
    readonly get: operations["pledge.list"];
    readonly put?: never;
    /** Places the pledge of the seat's member, or replaces it by a higher or lower one; openly or sealed. */
    readonly post: operations["pledge.place"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges/own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What stands of the seat's member's own pledge; of a sealed one where and when it was committed to. */
    readonly get: operations["pledge.own"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges/parse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Reads a pledge without placing it: its one spelling, or where it is wrong. Not for one to be sealed. */
    readonly post: operations["pledge.parse"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges/receipt": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Whether a receipt is what stands in this node's ledger, and what was sealed by it. */
    readonly post: operations["pledge.receipt"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges/vocabulary": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The names a pledge may speak of, so that it can be read and spelled before it is sent. */
    readonly get: operations["pledge.vocabulary"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/pledges/withdrawal": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Withdraws the pledge of the seat's member, open or sealed. */
    readonly post: operations["pledge.withdraw"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/positions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The latest position of each member; a member sees its own. */
    readonly get: operations["position.list"];
    readonly put?: never;
    /** Takes a position for the seat's member. It can be taken again; every one is kept. */
    readonly post: operations["position.take"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/questions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Questions with their clocks, oldest first; a member sees its own. */
    readonly get: operations["question.list"];
    readonly put?: never;
    /** Asks the lead a question, or for a place the member's copy withholds. The clock starts at once. */
    readonly post: operations["question.ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/record": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The record's first page as it would be published now, and the documents that would be in it. */
    readonly get: operations["record.preview"];
    readonly put?: never;
    /** Publish the record: signed, committed to the ledger, and public from then on. */
    readonly post: operations["record.publish"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/releases/{release}/acknowledgement": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Say for your member that it read what is said of a release it holds. */
    readonly post: operations["notice.acknowledge"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/releases/{release}/notices": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Correct, supersede or recall an issued release: a signed notice to everybody who holds it. */
    readonly post: operations["notice.send"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/releases/{release}/unsealings": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Plan to open places of an issued release to one recipient. */
    readonly post: operations["unsealing.plan"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/resolution": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The resolution pledges are locked by, with the certificate that proves it. */
    readonly get: operations["resolution.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/resolution/lock": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Locks all pledges, opens what was sealed, and resolves for good. */
    readonly post: operations["pledges.lock"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/resolution/own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Whether pledges are locked, and what the seat's own member does by it. */
    readonly get: operations["resolution.own"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/resolution/trial": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** A trial over the open pledges, as often as one likes; nothing is locked. */
    readonly post: operations["pledges.resolve"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/search": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Places that hold what is searched for, in what you may read, best first. */
    readonly post: operations["search.find"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** T-0 as far as the seat sees it: the lead how ready all are, a member its own package. */
    readonly get: operations["t-zero.show"];
    /** Sets the instant, or sets it anew while nothing is armed. */
    readonly put: operations["t-zero.set"];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/arming": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Arms T-0: closes every package as it is, with the measures of the locked pledges. */
    readonly post: operations["t-zero.arm"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/countdown": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** When T-0 is due, in UTC and in the member's own time, and how long it is until then. */
    readonly get: operations["t-zero.countdown"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/done": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Pledged against done, from the recorded measures, and who is to be reminded. */
    readonly get: operations["t-zero.done"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/embargo": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Says that the member keeps silent no longer than until an instant: the shortest wins. */
    readonly post: operations["t-zero.embargo"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/exit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Leaves: what that does to the others is the community's rule. */
    readonly post: operations["t-zero.exit"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/hold": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Holds, as the community's written rule lets the member: for all, or for itself. */
    readonly post: operations["t-zero.hold"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/lift": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ends the silence now, as whom the rule names may: everything opens at once. */
    readonly post: operations["t-zero.lift"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/opening": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Opens what is due. A running node does it by itself in a real case. */
    readonly post: operations["t-zero.open"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/readiness": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Says how ready the seat's member is, and puts the text in place that opens at T-0. */
    readonly post: operations["t-zero.ready"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/rehearsal": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Rehearses the opening in an exercise: every package is gone through, and nothing opens. */
    readonly post: operations["t-zero.rehearse"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/resumption": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ends the member's hold. */
    readonly post: operations["t-zero.resume"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/stand-down": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Stands T-0 down: nothing opens, and pledges are free again. */
    readonly post: operations["t-zero.stand-down"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/t-zero/width": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** How wide T-0 was: opened, and announced. */
    readonly get: operations["t-zero.width"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/unsealings": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The unsealings of a case, newest first, and what became of each. */
    readonly get: operations["unsealing.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/unsealings/{plan}/approval": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Approve a planned unsealing, as another person than planned it. */
    readonly post: operations["unsealing.approve"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/unsealings/{plan}/issue": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Issue an approved unsealing: the file that its recipient puts beside its cut. */
    readonly post: operations["unsealing.issue"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/what-if": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What each member's own change would come to. */
    readonly get: operations["what-if.each"];
    readonly put?: never;
    /** What it comes to if members join, raise or withdraw. */
    readonly post: operations["what-if.ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/what-if/keystones": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The members without which the coalition shrinks most, the heaviest loss first. */
    readonly get: operations["what-if.keystones"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/what-if/persuasion": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** The cheapest members to persuade so that a target is reached. May take long; ends when you do. */
    readonly post: operations["what-if.persuade"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/cases/{case}/what-if/robustness": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** How many withdrawals take the coalition below a target, and whose. May take long; ends when you do. */
    readonly post: operations["what-if.robustness"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/exercises": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Open an exercise on an exercise node, as the office that is played. */
    readonly post: operations["exercise.open"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/health": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Says that the node answers and its database with it. */
    readonly get: operations["node.health"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitation": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Accept an invitation by the code that was read to you, or the first link */
    readonly post: operations["invitation.accept"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitation/passkey": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Come in with the passkey that was made */
    readonly post: operations["invitation.complete"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitation/passkey/question": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ask who was invited to make a passkey */
    readonly post: operations["invitation.passkey-ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitation/state": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Whether the one who invited has said that the check code is right */
    readonly post: operations["invitation.waiting"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitations": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Invitations that are open: those your member gave, and those for it. */
    readonly get: operations["invitation.list"];
    readonly put?: never;
    /** Invite a person who is not here yet to a seat; the answer is the code you read to that person. */
    readonly post: operations["invitation.make"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitations/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Take an invitation back that you gave. */
    readonly delete: operations["invitation.withdraw"];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/invitations/{id}/confirmation": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Say that the check code which the person read back to you is this one. */
    readonly post: operations["invitation.confirm"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/member/sessions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The sessions of your member's people that stand, newest first. */
    readonly get: operations["session.list-members"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/member/tokens": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The tokens and certificates of your member's people that stand, newest first. */
    readonly get: operations["token.list-members"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/member/trail": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What your own member's people did in a period, oldest first, as lines of JSON or CSV. */
    readonly get: operations["trail.export"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/passkeys": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Your passkeys, and the providers you can sign in through */
    readonly get: operations["passkey.list"];
    readonly put?: never;
    /** Add a passkey to yours */
    readonly post: operations["passkey.add"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/passkeys/{passkey}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Remove one of your passkeys */
    readonly delete: operations["passkey.remove"];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/passkeys/first": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Make your first passkey, just after a provider signed you in */
    readonly post: operations["passkey.first"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/passkeys/question": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ask to make one more passkey */
    readonly post: operations["passkey.ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/records": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The records this node published, oldest case first. */
    readonly get: operations["record.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/recoveries": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Propose to let a person in again that has lost its way in. */
    readonly post: operations["recovery.propose"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/recoveries/{id}/approval": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** As the second administrator, say so too; the answer is the code you read to that person. */
    readonly post: operations["recovery.approve"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/seats": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The seats of your member that stand, by person. */
    readonly get: operations["seat.list"];
    readonly put?: never;
    /** Give a person of your member who is here already one more seat. */
    readonly post: operations["seat.give"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/seats/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Take a seat of your member away, at once, with everything that sits on it. */
    readonly delete: operations["seat.withdraw"];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/session": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Who you are: the seat you sit on, and the seats you could sit on. */
    readonly get: operations["session.show"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/session/seat": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    /** Sit down on another of your seats. */
    readonly put: operations["session.sit"];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sessions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Your sessions that stand, newest first. */
    readonly get: operations["session.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sessions/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** End a session of your own, or as an administrator one of your member, at once. */
    readonly delete: operations["session.end"];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sign-in": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** How persons sign in at this node */
    readonly get: operations["sign-in.ways"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sign-in/passkey": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Sign in with a passkey */
    readonly post: operations["sign-in.passkey"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sign-in/passkey/question": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ask for a passkey, of whomever */
    readonly post: operations["sign-in.ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sign-in/provider": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Sign in, or accept an invitation, with what a provider sent back */
    readonly post: operations["sign-in.provider"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/sign-in/provider/question": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Ask a provider of single sign-on, to sign in or to accept an invitation */
    readonly post: operations["sign-in.provider-ask"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/step-up": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Sign what you were shown, with your passkey */
    readonly post: operations["step-up.sign"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/tokens": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Your tokens and certificates that stand, newest first. */
    readonly get: operations["token.list"];
    readonly put?: never;
    /** Let a machine in on the seat you sit on, by the digest of its token or of its certificate's key. */
    readonly post: operations["token.add"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/api/tokens/{id}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Revoke a token or certificate of your own, or as an administrator one of your member, at once. */
    readonly delete: operations["token.revoke"];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/ledger/checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The latest checkpoint with its cosignatures, as a signed note. */
    readonly get: operations["ledger.checkpoint"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/ledger/proof/{leaf}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The proof that the leaf of that number is in the ledger, up to its latest checkpoint. */
    readonly get: operations["ledger.proof"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/ledger/tile/{*}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A tile of the ledger. */
    readonly get: operations["ledger.tile"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/records/{slug}/{*}": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** A file of a published record. */
    readonly get: operations["record.file"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/releases/{release}/notices": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Corrections, supersessions and recalls of a release, to whoever holds a cut of it. */
    readonly get: operations["notice.list"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/witness/{origin}/checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The latest checkpoint of a ledger that this node cosigned. */
    readonly get: operations["witness.checkpoint"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/witness/add-checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Asks this node to cosign a checkpoint of a ledger it watches. */
    readonly post: operations["witness.add-checkpoint"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export interface components {
  schemas: {
    readonly Problem: {
      readonly code: string;
      readonly detail: string;
      readonly position?: {
        readonly column: number;
        readonly line: number;
      };
      readonly status: number;
      readonly stepUp?: {
        readonly id: string;
        readonly options: {
          readonly allowCredentials: readonly {
            readonly id: string;
            readonly transports?: readonly string[];
            /** @enum {string} */
            readonly type: "public-key";
          }[];
          readonly challenge: string;
          readonly rpId: string;
          readonly timeout: number;
          /** @enum {string} */
          readonly userVerification: "required";
        };
        readonly statement: {
          readonly digest: string;
          readonly lines: readonly {
            readonly label: string;
            readonly text: string;
          }[];
          readonly toWhom: string;
          readonly what: string;
          readonly who: string;
          readonly words: string;
        };
      };
      readonly title: string;
      readonly type: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export interface operations {
  readonly "case.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly cases: readonly {
              readonly exercise: boolean;
              readonly slug: string;
              readonly title: string;
            }[];
          };
        };
      };
    };
  };
  readonly "case.open": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly coalition: string | null;
          readonly community: string;
          readonly facts: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly case: string;
            readonly exercise: boolean;
            readonly title: string;
          };
        };
      };
    };
  };
  readonly "board.read": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly answerBy: string | null;
            readonly banner: {
              readonly colour: string;
              readonly ink: string;
              readonly text: string;
            };
            readonly clocks: readonly {
              readonly at: string | null;
              readonly days: number | null;
              readonly label: string;
              readonly name: string;
            }[];
            readonly curves: readonly {
              readonly current: boolean;
              readonly points: readonly {
                readonly day: number;
                readonly members: number;
                readonly persons: number;
              }[];
              readonly slug: string;
              readonly title: string;
            }[];
            readonly cuts: readonly {
              readonly banner: string;
              readonly bytes: number;
              readonly document: string;
              readonly documentTitle: string;
              readonly id: string;
              readonly json: string;
              readonly page: string;
              readonly recipient: string;
              readonly recipientName: string;
              readonly released: number;
              readonly sha256: string;
            }[];
            readonly documents: readonly {
              readonly banner: string;
              readonly classes: number;
              readonly id: string;
              readonly portions: number;
              readonly title: string;
            }[];
            readonly exercise: boolean;
            readonly funnel: readonly {
              readonly count: number;
              readonly stage: string;
            }[];
            readonly incident: {
              readonly attributedTo: string | null;
              readonly date: string;
              readonly place: string;
            };
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly lead: {
              readonly id: string;
              readonly name: string;
            };
            readonly members: readonly {
              readonly acting: boolean;
              readonly alone: boolean;
              readonly answerBy: string | null;
              readonly evidence: {
                readonly at: string;
                readonly says: string;
                readonly seat: string | null;
                readonly what: string;
              } | null;
              readonly explain: string | null;
              readonly id: string;
              readonly kind: string;
              readonly measures: readonly {
                readonly announced: string | null;
                readonly count: number | null;
                readonly detail: string;
                readonly kind: string;
                readonly said: string;
              }[];
              readonly name: string;
              readonly pledged: string | null;
              readonly position: string;
              readonly questions: {
                readonly asked: number;
                readonly open: number;
              };
              readonly standing: string;
              readonly timeZone: string | null;
            }[];
            readonly now: string;
            readonly questions: {
              readonly answered: number;
              readonly asked: number;
              readonly open: readonly {
                readonly askedAt: string;
                readonly due: string;
                readonly late: boolean;
                readonly member: string;
                readonly place: string | null;
                readonly text: string;
              }[];
            };
            readonly reciprocal: {
              readonly actors: readonly string[];
              readonly asOf: string;
              readonly byTarget: {
                readonly [key: string]: number;
              };
              readonly persons: number | null;
              readonly ruleText: string;
              readonly said: string;
            };
            readonly record: {
              readonly files: number;
              readonly href: string;
              readonly publishedAt: string;
            } | null;
            readonly resolution: {
              readonly acting: number;
              readonly alone: number;
            } | null;
            readonly sentence: string;
            readonly slug: string;
            readonly tallies: readonly {
              readonly asOf: string;
              readonly byActor: {
                readonly [key: string]: number;
              };
              readonly conflicts: readonly {
                readonly actor: string;
                readonly id: string;
                readonly others: readonly {
                  readonly announced: string | null;
                  readonly confidence: string;
                  readonly count: number | null;
                  readonly sources: readonly string[];
                }[];
                readonly taken: {
                  readonly announced: string | null;
                  readonly confidence: string;
                  readonly count: number | null;
                  readonly sources: readonly string[];
                };
                readonly why: string;
              }[];
              readonly kind: string;
              readonly organisations: readonly string[];
              readonly persons: number | null;
              readonly rule: string;
              readonly ruleText: string;
              readonly said: string;
              readonly states: number;
            }[];
            readonly title: string;
            readonly tZero: {
              readonly done: {
                readonly asOf: string;
                readonly done: number;
                readonly nothing: number;
                readonly part: number;
                readonly reminders: readonly {
                  readonly member: string;
                  readonly text: string;
                }[];
                readonly rule: string;
                readonly widthDays: number | null;
              } | null;
              readonly dueAt: string;
              readonly dueBecause: string | null;
              readonly holdRule: string;
              readonly instant: string;
              readonly lateSeconds: number | null;
              readonly opened: string | null;
              readonly packages: number;
              readonly readiness: {
                readonly asked: number;
                readonly open: readonly {
                  readonly item: string;
                  readonly members: readonly string[];
                }[];
                readonly ready: number;
              };
              readonly state: string;
              readonly widthSeconds: number | null;
            } | null;
            readonly whoCanSeeSealed: string;
          };
        };
      };
    };
  };
  readonly "approach.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly approaches: readonly {
              readonly answerBy: string;
              readonly ask: string;
              readonly company: {
                readonly at: string;
                readonly said: string;
              } | null;
              readonly evidence: {
                readonly at: string;
                readonly row: string;
                readonly says: string;
                readonly seat: string | null;
                readonly what: string;
              } | null;
              readonly member: string;
              readonly name: string;
              readonly questions: readonly {
                readonly answer: {
                  readonly at: string;
                  readonly by: string;
                  readonly outcome: string;
                  readonly text: string;
                } | null;
                readonly askedAt: string;
                readonly askedBy: string;
                readonly asks: {
                  readonly document: string;
                  readonly place: string;
                  readonly where: string;
                } | null;
                readonly due: string;
                readonly id: string;
                readonly member: string;
                /** @enum {unknown} */
                readonly state: "open" | "overdue" | "answered" | "unsealed" | "refused";
                readonly text: string;
                readonly told: string | null;
              }[];
              readonly said: string;
              readonly standing: string;
              readonly timeZone: string;
              readonly trail: readonly {
                readonly at: string;
                readonly row: string;
                readonly says: string;
                readonly seat: string | null;
                readonly what: string;
              }[];
              readonly withinHours: boolean | null;
            }[];
          };
        };
      };
    };
  };
  readonly "approach.open": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answerBy: string;
          readonly ask: string;
          readonly documents: readonly string[];
          readonly members: readonly string[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly opened: readonly {
              readonly answerBy: string;
              readonly member: string;
              readonly said: string;
              readonly timeZone: string;
              readonly withinHours: boolean | null;
            }[];
          };
        };
      };
    };
  };
  readonly "approach.show": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly answerBy: string;
            readonly ask: string;
            readonly company: {
              readonly at: string;
              readonly said: string;
            } | null;
            readonly copies: readonly {
              readonly annex: boolean;
              readonly banner: string;
              readonly document: string;
              readonly title: string | null;
              readonly withheld: readonly {
                readonly name: string;
                readonly where: string;
              }[];
            }[];
            readonly evidence: {
              readonly at: string;
              readonly row: string;
              readonly says: string;
              readonly seat: string | null;
              readonly what: string;
            } | null;
            readonly member: string;
            readonly name: string;
            readonly questions: readonly {
              readonly answer: {
                readonly at: string;
                readonly by: string;
                readonly outcome: string;
                readonly text: string;
              } | null;
              readonly askedAt: string;
              readonly askedBy: string;
              readonly asks: {
                readonly document: string;
                readonly place: string;
                readonly where: string;
              } | null;
              readonly due: string;
              readonly id: string;
              readonly member: string;
              /** @enum {unknown} */
              readonly state: "open" | "overdue" | "answered" | "unsealed" | "refused";
              readonly text: string;
              readonly told: string | null;
            }[];
            readonly said: string;
            readonly standing: string;
            readonly timeZone: string;
            readonly trail: readonly {
              readonly at: string;
              readonly row: string;
              readonly says: string;
              readonly seat: string | null;
              readonly what: string;
            }[];
            readonly withinHours: boolean | null;
          };
        };
      };
    };
  };
  readonly "question.answer": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly question: null | string;
          readonly text: string;
          readonly unsealing: null | string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly member: string;
            readonly outcome: string;
          };
        };
      };
    };
  };
  readonly "approach.company": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly from: number;
            readonly member: string;
            readonly most: number;
            readonly to: number;
          };
        };
      };
    };
  };
  readonly "approach.points": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly history: readonly unknown[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly copies: readonly {
              readonly banner: string;
              readonly document: string;
              readonly points: readonly {
                readonly about: string;
                readonly quotes: readonly string[];
                readonly text: string;
              }[];
              readonly title: string | null;
            }[];
            readonly member: string;
            readonly precedents: readonly {
              readonly case: string;
              readonly text: string;
              readonly year: string;
            }[];
          };
        };
      };
    };
  };
  readonly "position.history": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly positions: readonly {
              readonly at: string;
              readonly by: string;
              readonly member: string;
              readonly position: string;
              readonly statement: string;
              readonly told: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "question.refuse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly question: null | string;
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly member: string;
            readonly outcome: string;
          };
        };
      };
    };
  };
  readonly "approach.deliver": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly members: readonly string[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly delivered: readonly string[];
          };
        };
      };
    };
  };
  readonly "approach.lapse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly lapsed: readonly string[];
          };
        };
      };
    };
  };
  readonly "community.show": {
    readonly parameters: {
      readonly query?: {
        readonly asOf?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly asOf: string;
            readonly exercise: boolean;
            readonly groups: readonly {
              readonly changes: readonly {
                readonly change: string;
                readonly day: string;
                readonly member: string;
              }[];
              readonly id: string;
              readonly members: readonly string[];
              readonly name: string;
            }[];
            readonly members: readonly {
              readonly id: string;
              readonly kind: string;
              readonly name: string;
            }[];
            readonly name: string;
          };
        };
      };
    };
  };
  readonly "consent.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly consents: readonly {
              readonly answer: string;
              readonly origin: string;
              readonly portion: string;
              readonly recipient: string;
              readonly release: string;
            }[];
          };
        };
      };
    };
  };
  readonly "consent.answer": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answer: "granted" | "refused";
          readonly portion: string;
          readonly recipient: string;
          readonly release: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly answer: string;
            readonly portion: string;
            readonly recipient: string;
            readonly release: string;
          };
        };
      };
    };
  };
  readonly "cut.open": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly document: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly document: string;
            /** @enum {boolean} */
            readonly opened: true;
          };
        };
      };
    };
  };
  readonly "cut.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly cuts: readonly {
              readonly banner: string;
              readonly bytes: number;
              readonly document: string;
              readonly documentTitle: string;
              readonly files: readonly {
                readonly path: string;
                readonly witnessed: {
                  readonly keys: number;
                  readonly leaves: number;
                } | null;
              }[];
              readonly id: string;
              readonly recipient: string;
              readonly released: number;
              readonly sha256: string;
            }[];
          };
        };
      };
    };
  };
  readonly "cut.read": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly form: "json" | "html" | "pdf" | "docx" | "txt";
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "cut.files": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly banner: string;
            readonly bytes: number;
            readonly document: string;
            readonly documentTitle: string;
            readonly files: readonly {
              readonly file: string;
              readonly path: string;
              readonly witnessed: {
                readonly keys: number;
                readonly leaves: number;
              } | null;
            }[];
            readonly id: string;
            readonly recipient: string;
            readonly released: number;
            readonly sha256: string;
          };
        };
      };
    };
  };
  readonly "document.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly documents: readonly {
              readonly banner: string;
              readonly classes: number;
              readonly name: string;
              readonly portions: number;
              readonly title: string;
            }[];
          };
        };
      };
    };
  };
  readonly "document.custody": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly custody: readonly {
              readonly act: string;
              readonly at: string;
              readonly original: string | null;
              readonly seat: string;
              readonly version: number | null;
            }[];
            readonly originals: readonly {
              readonly id: string;
              readonly mediaType: string;
              readonly name: string;
              readonly receivedAt: string;
              readonly receivedBy: string;
              readonly sha256: string;
              readonly size: number;
            }[];
          };
        };
      };
    };
  };
  readonly "document.diff": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly from: string;
        readonly name: string;
        readonly to: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly from: number;
            readonly header: readonly {
              readonly after: string;
              readonly before: string;
              readonly field: string;
            }[];
            readonly portions: readonly {
              readonly after: {
                readonly banner: string | null;
                readonly kind: string;
                readonly number: string | null;
                readonly text: string;
              } | null;
              readonly aspects: readonly string[];
              readonly before: {
                readonly banner: string | null;
                readonly kind: string;
                readonly number: string | null;
                readonly text: string;
              } | null;
              readonly change: string;
              readonly id: string;
              readonly marking: string | null;
            }[];
            readonly to: number;
          };
        };
      };
    };
  };
  readonly "release.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly document: string;
            readonly plans: readonly {
              readonly approvedBy: string | null;
              readonly digest: string;
              readonly proposedAt: string;
              readonly proposedBy: string;
              readonly release: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "release.plan": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly publicText: string | null;
          readonly recipients: "everyone" | readonly string[];
          readonly rules: {
            readonly countsFor: readonly string[];
            readonly hidePlaces: readonly string[];
            readonly withholdGradingsFrom: readonly string[];
          };
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly digest: string;
            readonly proposal: {
              readonly community: string;
              readonly consents: readonly {
                readonly answer: string;
                readonly origin: string;
                readonly portion: string;
                readonly recipient: string;
                readonly release: string;
              }[];
              readonly document: string;
              readonly format: string;
              readonly plan: {
                readonly banner: string;
                readonly classes: readonly {
                  readonly counts: boolean;
                  readonly gradings: boolean;
                  readonly id: string;
                  readonly recipients: readonly string[];
                  readonly released: readonly string[];
                  readonly withheld: readonly {
                    readonly place: string;
                    readonly reason: string;
                    readonly remedy: string;
                  }[];
                }[];
                readonly comparison: {
                  readonly pairs: readonly {
                    readonly a: string;
                    readonly b: string;
                    readonly gains: {
                      readonly a: number;
                      readonly b: number;
                    };
                  }[];
                  readonly sets: readonly {
                    readonly classes: readonly string[];
                    readonly places: readonly string[];
                  }[];
                  readonly together: readonly string[];
                };
                readonly excluded: readonly {
                  readonly reason: string;
                  readonly recipient: string;
                }[];
                readonly marginal: readonly {
                  readonly adds: readonly string[];
                  readonly marking: string;
                  readonly places: number;
                }[];
                readonly rules: {
                  readonly countsFor: readonly string[];
                  readonly hidePlaces: readonly string[];
                  readonly withholdGradingsFrom: readonly string[];
                };
                readonly sufficiency: readonly {
                  readonly class: string;
                  readonly judgement: string;
                  readonly missing: readonly string[];
                  readonly verdict: string;
                }[];
              };
              readonly prepared: string;
              readonly presentations: readonly {
                readonly class: string;
                readonly digest: string;
                readonly recipient: string;
              }[];
              readonly publicFindings: readonly {
                readonly at: number;
                readonly from: readonly string[];
                readonly phrase: string;
                readonly place: string;
              }[];
              readonly publicText: string | null;
              readonly recipients: readonly string[];
              readonly release: string;
              readonly rules: {
                readonly countsFor: readonly string[];
                readonly hidePlaces: readonly string[];
                readonly withholdGradingsFrom: readonly string[];
              };
              readonly scan: {
                readonly findings: readonly {
                  readonly class: string;
                  readonly encoding: string;
                  readonly place: string;
                  readonly rendering: string;
                  readonly where: string;
                }[];
                readonly renderings: readonly string[];
              };
              readonly sourceDigest: string;
              readonly version: number;
            };
          };
        };
      };
    };
  };
  readonly "release.show": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly plan: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly approval: string | null;
            readonly approvedBy: string | null;
            readonly digest: string;
            readonly proposal: {
              readonly community: string;
              readonly consents: readonly {
                readonly answer: string;
                readonly origin: string;
                readonly portion: string;
                readonly recipient: string;
                readonly release: string;
              }[];
              readonly document: string;
              readonly format: string;
              readonly plan: {
                readonly banner: string;
                readonly classes: readonly {
                  readonly counts: boolean;
                  readonly gradings: boolean;
                  readonly id: string;
                  readonly recipients: readonly string[];
                  readonly released: readonly string[];
                  readonly withheld: readonly {
                    readonly place: string;
                    readonly reason: string;
                    readonly remedy: string;
                  }[];
                }[];
                readonly comparison: {
                  readonly pairs: readonly {
                    readonly a: string;
                    readonly b: string;
                    readonly gains: {
                      readonly a: number;
                      readonly b: number;
                    };
                  }[];
                  readonly sets: readonly {
                    readonly classes: readonly string[];
                    readonly places: readonly string[];
                  }[];
                  readonly together: readonly string[];
                };
                readonly excluded: readonly {
                  readonly reason: string;
                  readonly recipient: string;
                }[];
                readonly marginal: readonly {
                  readonly adds: readonly string[];
                  readonly marking: string;
                  readonly places: number;
                }[];
                readonly rules: {
                  readonly countsFor: readonly string[];
                  readonly hidePlaces: readonly string[];
                  readonly withholdGradingsFrom: readonly string[];
                };
                readonly sufficiency: readonly {
                  readonly class: string;
                  readonly judgement: string;
                  readonly missing: readonly string[];
                  readonly verdict: string;
                }[];
              };
              readonly prepared: string;
              readonly presentations: readonly {
                readonly class: string;
                readonly digest: string;
                readonly recipient: string;
              }[];
              readonly publicFindings: readonly {
                readonly at: number;
                readonly from: readonly string[];
                readonly phrase: string;
                readonly place: string;
              }[];
              readonly publicText: string | null;
              readonly recipients: readonly string[];
              readonly release: string;
              readonly rules: {
                readonly countsFor: readonly string[];
                readonly hidePlaces: readonly string[];
                readonly withholdGradingsFrom: readonly string[];
              };
              readonly scan: {
                readonly findings: readonly {
                  readonly class: string;
                  readonly encoding: string;
                  readonly place: string;
                  readonly rendering: string;
                  readonly where: string;
                }[];
                readonly renderings: readonly string[];
              };
              readonly sourceDigest: string;
              readonly version: number;
            };
            readonly proposedAt: string;
            readonly proposedBy: string;
            readonly release: string | null;
          };
        };
      };
    };
  };
  readonly "release.approve": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly plan: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly findingsSeen: number;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly approved: boolean;
            readonly document: string;
            readonly plan: string;
          };
        };
      };
    };
  };
  readonly "release.issue": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly plan: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly cuts: number;
            readonly document: string;
            readonly plan: string;
            readonly release: string;
          };
        };
      };
    };
  };
  readonly "document.versions": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly versions: readonly {
              readonly banner: string;
              readonly digest: string;
              readonly draftedAt: string;
              readonly draftedBy: string;
              readonly title: string;
              readonly version: number;
            }[];
          };
        };
      };
    };
  };
  readonly "document.draft": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly attachments: readonly {
            readonly base64: string;
            readonly mediaType: string;
            readonly name: string;
          }[];
          readonly original: {
            readonly base64: string;
            readonly mediaType: string;
            readonly name: string;
          } | null;
          readonly source: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly banner: string;
            readonly digest: string;
            readonly draftedAt: string;
            readonly draftedBy: string;
            readonly name: string;
            readonly title: string;
            readonly version: number;
          };
        };
      };
    };
  };
  readonly "document.original": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly version: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "document.read-as": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly form: "json" | "html" | "pdf" | "docx" | "txt";
        readonly member: string;
        readonly name: string;
        readonly version: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "document.source": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly version: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly banner: string;
            readonly digest: string;
            readonly draftedAt: string;
            readonly draftedBy: string;
            readonly name: string;
            readonly source: string;
            readonly title: string;
            readonly version: number;
          };
        };
      };
    };
  };
  readonly "document.visibility": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly name: string;
        readonly version: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly markings: readonly {
              readonly audience: readonly string[];
              readonly banner: string;
              readonly excluded: readonly {
                readonly member: string;
                readonly reason: string;
              }[];
            }[];
            readonly members: readonly string[];
            readonly places: readonly {
              readonly kind: string;
              readonly marking: number | null;
              readonly place: string;
            }[];
          };
        };
      };
    };
  };
  readonly "case.history": {
    readonly parameters: {
      readonly query?: {
        readonly after?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acts: readonly {
              readonly action: string;
              readonly at: string;
              readonly by: string;
              readonly subject: string;
            }[];
            readonly next: string | null;
          };
        };
      };
    };
  };
  readonly "measure.list": {
    readonly parameters: {
      readonly query?: {
        readonly kind?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly measures: readonly {
              readonly actor: string;
              readonly actorType: string;
              readonly alternatives: readonly {
                readonly announced: string | null;
                readonly confidence: string;
                readonly count: number | null;
                readonly note: string;
                readonly sources: readonly string[];
              }[];
              readonly announced: string | null;
              readonly confidence: string;
              readonly count: number | null;
              readonly detail: string;
              readonly id: string;
              readonly inTally: boolean;
              readonly kind: string;
              readonly sources: readonly string[];
              readonly target: string | null;
              readonly verified: boolean;
            }[];
            readonly reciprocal: readonly {
              readonly actor: string;
              readonly actorType: string;
              readonly alternatives: readonly {
                readonly announced: string | null;
                readonly confidence: string;
                readonly count: number | null;
                readonly note: string;
                readonly sources: readonly string[];
              }[];
              readonly announced: string | null;
              readonly confidence: string;
              readonly count: number | null;
              readonly detail: string;
              readonly id: string;
              readonly inTally: boolean;
              readonly kind: string;
              readonly sources: readonly string[];
              readonly target: string | null;
              readonly verified: boolean;
            }[];
          };
        };
      };
    };
  };
  readonly "measure.add": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly measure: {
            readonly actor: string;
            readonly actor_type: string;
            readonly announced: string | null;
            readonly confidence: string;
            readonly count: number | null;
            readonly detail: string;
            readonly in_tally: boolean;
            readonly kind: string;
            readonly sources: readonly string[];
            readonly target: string | null;
          };
          readonly reciprocal: boolean;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly actor: string;
            readonly actorType: string;
            readonly alternatives: readonly {
              readonly announced: string | null;
              readonly confidence: string;
              readonly count: number | null;
              readonly note: string;
              readonly sources: readonly string[];
            }[];
            readonly announced: string | null;
            readonly confidence: string;
            readonly count: number | null;
            readonly detail: string;
            readonly id: string;
            readonly inTally: boolean;
            readonly kind: string;
            readonly sources: readonly string[];
            readonly target: string | null;
            readonly verified: boolean;
          };
        };
      };
    };
  };
  readonly "measure.figure": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly figure: {
            readonly announced: string | null;
            readonly confidence: string;
            readonly count: number | null;
            readonly note: string;
            readonly sources: readonly string[];
          };
          readonly measure: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly actor: string;
            readonly actorType: string;
            readonly alternatives: readonly {
              readonly announced: string | null;
              readonly confidence: string;
              readonly count: number | null;
              readonly note: string;
              readonly sources: readonly string[];
            }[];
            readonly announced: string | null;
            readonly confidence: string;
            readonly count: number | null;
            readonly detail: string;
            readonly id: string;
            readonly inTally: boolean;
            readonly kind: string;
            readonly sources: readonly string[];
            readonly target: string | null;
            readonly verified: boolean;
          };
        };
      };
    };
  };
  readonly "measure.tally": {
    readonly parameters: {
      readonly query?: {
        readonly asOf?: string;
        readonly kind?: string;
        readonly rule?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly asOf: string;
            readonly byActor: {
              readonly [key: string]: number;
            };
            readonly conflicts: readonly {
              readonly actor: string;
              readonly id: string;
              readonly others: readonly {
                readonly announced: string | null;
                readonly confidence: string;
                readonly count: number | null;
                readonly sources: readonly string[];
              }[];
              readonly taken: {
                readonly announced: string | null;
                readonly confidence: string;
                readonly count: number | null;
                readonly sources: readonly string[];
              };
              readonly why: string;
            }[];
            readonly kind: string;
            readonly notCounted: readonly {
              readonly id: string;
              readonly reason: string;
            }[];
            readonly organisations: readonly string[];
            readonly persons: number | null;
            readonly rule: string;
            readonly ruleText: string;
            readonly said: string;
            readonly states: number;
          };
        };
      };
    };
  };
  readonly "member.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly members: readonly {
              readonly capacity: {
                readonly hours: {
                  readonly days: readonly number[];
                  readonly from: string;
                  readonly to: string;
                } | null;
                readonly languages: readonly string[];
                readonly reach: "node" | "hosted" | "mail" | "print";
                readonly steps: {
                  readonly [key: string]: readonly {
                    readonly by: string;
                    readonly leadDays: number;
                    readonly step: string;
                  }[];
                };
                readonly timeZone: string;
              } | null;
              readonly clearances: {
                readonly [key: string]: {
                  readonly caveats: readonly string[];
                  readonly upTo: string;
                };
              } | null;
              readonly described: boolean;
              readonly groups: readonly string[];
              readonly id: string;
              readonly kind: string;
              readonly name: string;
            }[];
          };
        };
      };
    };
  };
  readonly "member.show": {
    readonly parameters: {
      readonly query?: {
        readonly answer?: string;
        readonly tZero?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly member: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly capacity: {
              readonly hours: {
                readonly days: readonly number[];
                readonly from: string;
                readonly to: string;
              } | null;
              readonly languages: readonly string[];
              readonly reach: "node" | "hosted" | "mail" | "print";
              readonly steps: {
                readonly [key: string]: readonly {
                  readonly by: string;
                  readonly leadDays: number;
                  readonly step: string;
                }[];
              };
              readonly timeZone: string;
            } | null;
            readonly clearances: {
              readonly [key: string]: {
                readonly caveats: readonly string[];
                readonly upTo: string;
              };
            } | null;
            readonly described: boolean;
            readonly groups: readonly string[];
            readonly id: string;
            readonly kind: string;
            readonly name: string;
            readonly steps: {
              readonly answer: string;
              readonly plans: readonly {
                readonly answerAtLatest: string | null;
                readonly authority: string | null;
                readonly kind: string;
                readonly outcome: string;
                readonly said: string;
                readonly steps: readonly {
                  readonly by: string;
                  readonly doneAt: string;
                  readonly inTime: boolean;
                  readonly leadDays: number;
                  readonly step: string;
                }[];
              }[];
              readonly tZero: string;
            } | null;
          };
        };
      };
    };
  };
  readonly "notice.of-case": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly notices: readonly {
              readonly at: string;
              readonly holders: readonly {
                readonly acknowledged: string | null;
                readonly member: string;
              }[];
              readonly kind: string;
              readonly release: string;
              readonly replacedBy: string | null;
              readonly text: string;
            }[];
          };
        };
      };
    };
  };
  readonly "board.own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly approach: {
              readonly answerBy: string;
              readonly ask: string;
              readonly company: {
                readonly at: string;
                readonly said: string;
              } | null;
              readonly said: string;
              readonly standing: string;
              readonly timeZone: string;
              readonly withinHours: boolean | null;
            } | null;
            readonly cuts: readonly {
              readonly banner: string;
              readonly document: string;
              readonly documentTitle: string;
              readonly id: string;
              readonly json: string;
              readonly page: string;
            }[];
            readonly exercise: boolean;
            readonly lead: {
              readonly id: string;
              readonly name: string;
            };
            readonly member: string;
            readonly now: string;
            readonly pledge: {
              readonly locked: string | null;
              readonly open: {
                readonly authority: string;
                readonly placedAt: string;
                readonly pledge: string;
                readonly validUntil: string | null;
              } | null;
              readonly sealed: {
                readonly leaf: number;
                readonly placedAt: string;
              } | null;
            };
            readonly position: {
              readonly at: string;
              readonly by: string;
              readonly position: string;
              readonly statement: string;
            } | null;
            readonly questions: readonly {
              readonly answer: string | null;
              readonly askedAt: string;
              readonly due: string;
              readonly id: string;
              readonly state: string;
              readonly text: string;
            }[];
            readonly slug: string;
            readonly title: string;
            readonly tZero: {
              readonly dueAt: string;
              readonly openItems: number;
              readonly said: string;
              readonly secondsLeft: number;
              readonly state: string;
            } | null;
          };
        };
      };
    };
  };
  readonly "pledge.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly pledges: readonly {
              readonly authority: string;
              readonly levels: readonly unknown[];
              readonly member: string;
              readonly pledge: string;
              readonly validUntil: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "pledge.place": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @enum {unknown} */
          readonly authority: "desk" | "minister" | "cabinet" | "parliament";
          readonly pledge:
            | {
                readonly text: string;
              }
            | {
                readonly levels: readonly unknown[];
              };
          readonly sealed: {
            readonly salt: string;
          } | null;
          readonly validUntil: string | null;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly at: string;
            readonly leaf: number;
            readonly pledge: string | null;
            readonly sealed: boolean;
          };
        };
      };
    };
  };
  readonly "pledge.own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly locked: string | null;
            readonly open: {
              readonly authority: string;
              readonly leaf: number;
              readonly levels: readonly unknown[];
              readonly placedAt: string;
              readonly pledge: string;
              readonly validUntil: string | null;
            } | null;
            readonly sealed: {
              readonly leaf: number;
              readonly placedAt: string;
            } | null;
          };
        };
      };
    };
  };
  readonly "pledge.parse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly pledge:
            | {
                readonly text: string;
              }
            | {
                readonly levels: readonly unknown[];
              };
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly levels: readonly unknown[];
            readonly member: string;
            readonly pledge: string;
          };
        };
      };
    };
  };
  readonly "pledge.receipt": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly receipt: unknown;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly at: string;
            readonly authority: string;
            readonly leaf: number;
            readonly member: string;
            readonly pledge: string;
            readonly validUntil: string | null;
            /** @enum {boolean} */
            readonly verified: true;
          };
        };
      };
    };
  };
  readonly "pledge.vocabulary": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly groups: readonly string[];
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly member: string;
            readonly members: readonly string[];
            readonly weights: readonly string[];
          };
        };
      };
    };
  };
  readonly "pledge.withdraw": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly withdrawn: true;
          };
        };
      };
    };
  };
  readonly "position.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly positions: readonly {
              readonly at: string;
              readonly by: string;
              readonly member: string;
              readonly position: string;
              readonly statement: string;
              readonly told: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "position.take": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @enum {unknown} */
          readonly position: "considering" | "supportive" | "committed" | "declined";
          readonly statement: string;
          readonly told: null | {
            readonly how: string;
            readonly member: string;
          };
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly member: string;
            readonly position: string;
          };
        };
      };
    };
  };
  readonly "question.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueIfAskedNow: string;
            readonly now: string;
            readonly open: number;
            readonly overdue: number;
            readonly questions: readonly {
              readonly answer: {
                readonly at: string;
                readonly by: string;
                readonly outcome: string;
                readonly text: string;
              } | null;
              readonly askedAt: string;
              readonly askedBy: string;
              readonly asks: {
                readonly document: string;
                readonly place: string;
                readonly where: string;
              } | null;
              readonly due: string;
              readonly id: string;
              readonly member: string;
              /** @enum {unknown} */
              readonly state: "open" | "overdue" | "answered" | "unsealed" | "refused";
              readonly text: string;
              readonly told: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "question.ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly place: null | {
            readonly document: string;
            readonly name: string;
          };
          readonly text: string;
          readonly told: null | {
            readonly how: string;
            readonly member: string;
          };
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly due: string;
            readonly id: string;
            readonly place: {
              readonly name: string;
              readonly where: string;
            } | null;
          };
        };
      };
    };
  };
  readonly "record.preview": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly documents: readonly {
              readonly name: string;
              readonly title: string;
            }[];
            readonly page: string;
            readonly published: {
              readonly files: number;
              readonly publishedAt: string;
            } | null;
          };
        };
      };
    };
  };
  readonly "record.publish": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly record: string;
          };
        };
      };
    };
  };
  readonly "notice.acknowledge": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly release: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acknowledged: number;
            readonly release: string;
          };
        };
      };
    };
  };
  readonly "notice.send": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly release: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly kind: "correction" | "supersession" | "recall";
          readonly replacedBy: string | null;
          readonly text: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly file: string;
            readonly kind: string;
            readonly release: string;
          };
        };
      };
    };
  };
  readonly "unsealing.plan": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly release: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly places: readonly string[];
          readonly reason: string;
          readonly recipient: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly digest: string;
            readonly proposal: {
              readonly cut: string;
              readonly format: string;
              readonly places: readonly {
                readonly cleared: boolean;
                readonly marking: string;
                readonly place: string;
              }[];
              readonly reason: string;
              readonly recipient: string;
              readonly release: string;
            };
          };
        };
      };
    };
  };
  readonly "resolution.show": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acting: readonly {
              readonly authority: string;
              readonly explanation: string;
              readonly level: number;
              readonly measures: readonly {
                readonly count: number;
                readonly kind: string;
              }[];
              readonly member: string;
              readonly validUntil: string | null;
            }[];
            readonly certificate: {
              readonly alone: {
                readonly levels: {
                  readonly [key: string]: number;
                };
                readonly steps: readonly (readonly [string, number])[];
              };
              readonly format: string;
              readonly together: {
                readonly levels: {
                  readonly [key: string]: number;
                };
                readonly steps: readonly (readonly [string, number])[];
              };
            } | null;
            readonly id: string;
            readonly lockedAt: string;
            readonly lockedBy: string;
            readonly pledges: {
              readonly format: string;
              readonly groups: {
                readonly [key: string]: readonly string[];
              };
              readonly pledges: readonly {
                readonly levels: readonly unknown[];
                readonly member: string;
              }[];
              readonly weights: {
                readonly [key: string]: {
                  readonly [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  readonly "pledges.lock": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acting: readonly {
              readonly authority: string;
              readonly explanation: string;
              readonly level: number;
              readonly measures: readonly {
                readonly count: number;
                readonly kind: string;
              }[];
              readonly member: string;
              readonly validUntil: string | null;
            }[];
            readonly certificate: {
              readonly alone: {
                readonly levels: {
                  readonly [key: string]: number;
                };
                readonly steps: readonly (readonly [string, number])[];
              };
              readonly format: string;
              readonly together: {
                readonly levels: {
                  readonly [key: string]: number;
                };
                readonly steps: readonly (readonly [string, number])[];
              };
            } | null;
            readonly id: string;
            readonly lockedAt: string;
            readonly lockedBy: string;
            readonly pledges: {
              readonly format: string;
              readonly groups: {
                readonly [key: string]: readonly string[];
              };
              readonly pledges: readonly {
                readonly levels: readonly unknown[];
                readonly member: string;
              }[];
              readonly weights: {
                readonly [key: string]: {
                  readonly [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  readonly "resolution.own": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acts: {
              readonly authority: string;
              readonly measures: readonly {
                readonly count: number;
                readonly kind: string;
              }[];
              readonly validUntil: string | null;
            } | null;
            readonly lockedAt: string | null;
          };
        };
      };
    };
  };
  readonly "pledges.resolve": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acting: readonly string[];
            readonly alone: readonly string[];
            readonly explain: {
              readonly [key: string]: string;
            };
            readonly levels: {
              readonly [key: string]: number;
            };
            readonly pledges: {
              readonly format: string;
              readonly groups: {
                readonly [key: string]: readonly string[];
              };
              readonly pledges: readonly {
                readonly levels: readonly unknown[];
                readonly member: string;
              }[];
              readonly weights: {
                readonly [key: string]: {
                  readonly [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  readonly "search.find": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly most: number;
          readonly query: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly hits: readonly {
              readonly cut: string | null;
              readonly document: string;
              readonly excerpt: string;
              readonly place: string | null;
              readonly rank: number;
            }[];
            readonly more: boolean;
          };
        };
      };
    };
  };
  readonly "t-zero.show": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acts: readonly {
              /** @enum {unknown} */
              readonly act: "hold" | "resume" | "embargo" | "lift" | "exit";
              readonly at: string;
              readonly member: string;
              readonly reason: string;
              readonly until: string | null;
            }[];
            readonly dueAt: string;
            readonly dueBecause: string | null;
            readonly instant: string;
            readonly lateMs: number | null;
            readonly openedAt: string | null;
            readonly packages: readonly {
              readonly digest: string | null;
              readonly leaf: number | null;
              readonly leftOut: boolean;
              readonly measures: readonly {
                readonly count: number | null;
                readonly kind: string;
              }[];
              readonly member: string;
              readonly openedAt: string | null;
              readonly text: string | null;
            }[];
            readonly readiness: readonly {
              readonly hasText: boolean;
              readonly items: {
                /** @enum {unknown} */
                readonly "legal-step": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                readonly "note-verbale": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                readonly spokesperson: "open" | "done" | "not-needed";
                /** @enum {unknown} */
                readonly "text-cleared": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                readonly translated: "open" | "done" | "not-needed";
              };
              readonly member: string;
            }[];
            readonly rehearsals: readonly {
              readonly firstAt: string;
              readonly heldAt: string;
              readonly lastAt: string;
              readonly packages: number;
              readonly unready: number;
            }[];
            readonly round: number;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
            readonly stoodDownAt: string | null;
            readonly stoodDownBecause: string | null;
            readonly timeZone: string;
          };
        };
      };
    };
  };
  readonly "t-zero.set": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly instant: string;
          readonly members: readonly string[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly instant: string;
            readonly members: readonly string[];
          };
        };
      };
    };
  };
  readonly "t-zero.arm": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly unreadySeen: number;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly packages: number;
          };
        };
      };
    };
  };
  readonly "t-zero.countdown": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly instant: string;
            readonly now: string;
            readonly said: string;
            readonly secondsLeft: number;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
            readonly timeZone: string;
          };
        };
      };
    };
  };
  readonly "t-zero.done": {
    readonly parameters: {
      readonly query?: {
        readonly asOf?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly asOf: string;
            readonly items: readonly {
              readonly atLeast: boolean;
              readonly done: number;
              readonly kind: string;
              readonly measures: readonly string[];
              readonly member: string;
              /** @enum {unknown} */
              readonly outcome: "done" | "part" | "nothing";
              readonly pledged: number | null;
            }[];
            readonly reminders: readonly {
              readonly daysSince: number;
              readonly kind: string;
              readonly member: string;
              readonly missing: number;
            }[];
            readonly rule: string;
          };
        };
      };
    };
  };
  readonly "t-zero.embargo": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
          readonly until: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly opening: {
              readonly lateMs: number | null;
              readonly openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.exit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly opening: {
              readonly lateMs: number | null;
              readonly openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.hold": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly opening: {
              readonly lateMs: number | null;
              readonly openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.lift": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly opening: {
              readonly lateMs: number | null;
              readonly openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.open": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly because: string | null;
            readonly dueAt: string;
            readonly lateMs: number | null;
            readonly leftOut: readonly string[];
            readonly openedAt: string | null;
            /** @enum {unknown} */
            readonly outcome: "opened" | "opened-before" | "stood-down";
            readonly packages: number;
          };
        };
      };
    };
  };
  readonly "t-zero.ready": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly items: readonly {
            /** @enum {unknown} */
            readonly item: "text-cleared" | "translated" | "note-verbale" | "spokesperson" | "legal-step";
            /** @enum {unknown} */
            readonly state: "open" | "done" | "not-needed";
          }[];
          readonly text: string | null;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly hasText: boolean;
            readonly items: {
              /** @enum {unknown} */
              readonly "legal-step": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              readonly "note-verbale": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              readonly spokesperson: "open" | "done" | "not-needed";
              /** @enum {unknown} */
              readonly "text-cleared": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              readonly translated: "open" | "done" | "not-needed";
            };
            readonly member: string;
          };
        };
      };
    };
  };
  readonly "t-zero.rehearse": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly damaged: readonly string[];
            readonly firstAt: string;
            readonly heldAt: string;
            readonly lastAt: string;
            readonly packages: number;
            /** @enum {boolean} */
            readonly rehearsal: true;
            readonly unready: number;
            readonly widthMs: number;
            readonly withoutText: readonly string[];
          };
        };
      };
    };
  };
  readonly "t-zero.resume": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly dueAt: string;
            readonly opening: {
              readonly lateMs: number | null;
              readonly openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            readonly state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.stand-down": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly reason: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {string} */
            readonly state: "stood-down";
          };
        };
      };
    };
  };
  readonly "t-zero.width": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly asOf: string;
            readonly done: {
              readonly days: number;
              readonly first: string;
              readonly last: string;
            } | null;
            readonly dueAt: string;
            readonly instant: string;
            readonly lateMs: number;
            readonly leftOut: readonly string[];
            readonly openedAt: string;
            readonly openedWidthMs: number;
            readonly packages: number;
            readonly rehearsedWidthMs: readonly number[];
          };
        };
      };
    };
  };
  readonly "unsealing.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly unsealings: readonly {
              readonly approvedBy: string | null;
              readonly digest: string;
              readonly issued: boolean;
              readonly places: readonly string[];
              readonly proposedBy: string;
              readonly reason: string;
              readonly recipient: string;
              readonly release: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "unsealing.approve": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly plan: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly approved: boolean;
            readonly digest: string;
          };
        };
      };
    };
  };
  readonly "unsealing.issue": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
        readonly plan: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly digest: string;
            readonly file: string;
          };
        };
      };
    };
  };
  readonly "what-if.each": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acting: number;
            readonly answers: readonly {
              readonly acting: number;
              readonly change:
                | {
                    /** @enum {string} */
                    readonly kind: "acts";
                    readonly level: number;
                    readonly member: string;
                  }
                | {
                    /** @enum {string} */
                    readonly kind: "offers";
                    readonly measures: readonly {
                      readonly count: number;
                      readonly kind: string;
                    }[];
                    readonly member: string;
                  }
                | {
                    /** @enum {string} */
                    readonly kind: "withdraws";
                    readonly member: string;
                  };
              readonly followed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
            }[];
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly limits: string;
          };
        };
      };
    };
  };
  readonly "what-if.ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly joins: readonly string[];
          readonly raises: readonly string[];
          readonly withdraws: readonly string[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly after: {
              readonly acting: number;
              readonly totals: {
                readonly [key: string]: number;
              };
            };
            readonly before: {
              readonly acting: number;
              readonly totals: {
                readonly [key: string]: number;
              };
            };
            readonly changed: readonly {
              readonly from: number;
              readonly member: string;
              readonly to: number;
            }[];
            readonly changes: readonly (
              | {
                  /** @enum {string} */
                  readonly kind: "acts";
                  readonly level: number;
                  readonly member: string;
                }
              | {
                  /** @enum {string} */
                  readonly kind: "offers";
                  readonly measures: readonly {
                    readonly count: number;
                    readonly kind: string;
                  }[];
                  readonly member: string;
                }
              | {
                  /** @enum {string} */
                  readonly kind: "withdraws";
                  readonly member: string;
                }
            )[];
            readonly followed: readonly {
              readonly from: number;
              readonly member: string;
              readonly to: number;
            }[];
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly limits: string;
          };
        };
      };
    };
  };
  readonly "what-if.keystones": {
    readonly parameters: {
      readonly query?: {
        readonly target?: string;
      };
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acting: number;
            readonly keystones: readonly {
              readonly acting: number;
              readonly collapses: boolean;
              readonly followed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
              readonly member: string;
              readonly value: number;
            }[];
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly limits: string;
            readonly needed: number;
            readonly target:
              | (
                  | {
                      readonly atLeast: number;
                      /** @enum {string} */
                      readonly kind: "acting";
                    }
                  | {
                      readonly atLeast: number;
                      /** @enum {string} */
                      readonly kind: "total";
                      readonly measure: string;
                    }
                  | {
                      /** @enum {string} */
                      readonly kind: "named";
                      readonly members: readonly string[];
                    }
                )
              | null;
            readonly value: number;
          };
        };
      };
    };
  };
  readonly "what-if.persuade": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly also: readonly string[];
          readonly costs: string;
          readonly levels: string;
          readonly never: string;
          readonly target: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly atLeast: number;
            readonly cost: number;
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly limits: string;
            /** @enum {unknown} */
            readonly method: "exact" | "greedy" | "impossible";
            readonly most: number;
            readonly needed: number;
            readonly now: number;
            readonly open: number;
            readonly outcome: {
              readonly after: {
                readonly acting: number;
                readonly totals: {
                  readonly [key: string]: number;
                };
              };
              readonly before: {
                readonly acting: number;
                readonly totals: {
                  readonly [key: string]: number;
                };
              };
              readonly changed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
              readonly followed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
            };
            readonly persuaded: readonly {
              readonly cost: number;
              readonly level: number;
              readonly measures: readonly {
                readonly count: number;
                readonly kind: string;
              }[];
              readonly member: string;
            }[];
            readonly target:
              | {
                  readonly atLeast: number;
                  /** @enum {string} */
                  readonly kind: "acting";
                }
              | {
                  readonly atLeast: number;
                  /** @enum {string} */
                  readonly kind: "total";
                  readonly measure: string;
                }
              | {
                  /** @enum {string} */
                  readonly kind: "named";
                  readonly members: readonly string[];
                };
          };
        };
      };
    };
  };
  readonly "what-if.robustness": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly case: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly effort: number;
          readonly staying: string;
          readonly target: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly atLeast: number;
            readonly exact: boolean;
            /** @enum {unknown} */
            readonly kind: "below" | "bears" | "falls";
            readonly kinds: readonly {
              readonly counted: boolean;
              readonly id: string;
              readonly many: string;
              readonly one: string;
            }[];
            readonly limits: string;
            readonly needed: number;
            readonly outcome: {
              readonly after: {
                readonly acting: number;
                readonly totals: {
                  readonly [key: string]: number;
                };
              };
              readonly before: {
                readonly acting: number;
                readonly totals: {
                  readonly [key: string]: number;
                };
              };
              readonly changed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
              readonly followed: readonly {
                readonly from: number;
                readonly member: string;
                readonly to: number;
              }[];
            };
            readonly resolutions: number;
            readonly target:
              | {
                  readonly atLeast: number;
                  /** @enum {string} */
                  readonly kind: "acting";
                }
              | {
                  readonly atLeast: number;
                  /** @enum {string} */
                  readonly kind: "total";
                  readonly measure: string;
                }
              | {
                  /** @enum {string} */
                  readonly kind: "named";
                  readonly members: readonly string[];
                };
            readonly value: number;
            readonly withdrawals: readonly string[];
          };
        };
      };
    };
  };
  readonly "exercise.open": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly coalition: string | null;
          readonly community: string;
          readonly facts: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly case: string;
            readonly exercise: boolean;
            readonly title: string;
          };
        };
      };
    };
  };
  readonly "node.health": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {string} */
            readonly status: "ready";
          };
        };
      };
    };
  };
  readonly "invitation.accept": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly code: string;
          readonly name: string | null;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly acceptance: string;
            readonly checkCode: string | null;
            readonly member: string;
            readonly name: string;
          };
        };
      };
    };
  };
  readonly "invitation.complete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly acceptance: string;
          readonly answer: {
            readonly authenticatorAttachment?: string | null;
            readonly clientExtensionResults: Record<string, never>;
            readonly id: string;
            readonly rawId: string;
            readonly response: {
              readonly attestationObject: string;
              readonly authenticatorData?: string;
              readonly clientDataJSON: string;
              readonly publicKey?: string;
              readonly publicKeyAlgorithm?: number;
              readonly transports?: readonly string[];
            };
            /** @enum {string} */
            readonly type: "public-key";
          };
          readonly name: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly expiresAt: string;
            readonly seat: string;
          };
        };
      };
    };
  };
  readonly "invitation.passkey-ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly acceptance: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {string} */
            readonly attestation: "none";
            readonly authenticatorSelection: {
              /** @enum {boolean} */
              readonly requireResidentKey: true;
              /** @enum {string} */
              readonly residentKey: "required";
              /** @enum {string} */
              readonly userVerification: "required";
            };
            readonly challenge: string;
            readonly excludeCredentials: readonly {
              readonly id: string;
              readonly transports?: readonly string[];
              /** @enum {string} */
              readonly type: "public-key";
            }[];
            readonly pubKeyCredParams: readonly {
              readonly alg: number;
              /** @enum {string} */
              readonly type: "public-key";
            }[];
            readonly rp: {
              readonly id: string;
              readonly name: string;
            };
            readonly timeout: number;
            readonly user: {
              readonly displayName: string;
              readonly id: string;
              readonly name: string;
            };
          };
        };
      };
    };
  };
  readonly "invitation.waiting": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly acceptance: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly confirmed: boolean;
            readonly member: string;
            readonly name: string;
          };
        };
      };
    };
  };
  readonly "invitation.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly invitations: readonly {
              readonly expiresAt: string;
              readonly id: string;
              readonly kind: "first" | "seat" | "recovery";
              readonly madeBy: string;
              readonly member: string;
              readonly name: string | null;
              readonly role: string | null;
              readonly secondBy: string | null;
              readonly state: "proposed" | "open" | "accepted" | "confirmed";
            }[];
          };
        };
      };
    };
  };
  readonly "invitation.make": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly cases: "all" | readonly string[];
          readonly seat: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly code: string;
            readonly expiresAt: string;
            readonly id: string;
          };
        };
      };
    };
  };
  readonly "invitation.withdraw": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "invitation.confirm": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly check: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly right: boolean;
          };
        };
      };
    };
  };
  readonly "session.list-members": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly sessions: readonly {
              readonly expiresAt: string;
              readonly id: string;
              readonly openedAt: string;
              readonly own: boolean;
              readonly seat: string;
              readonly signedInWith: "passkey" | "single-sign-on";
              readonly usedAt: string;
            }[];
          };
        };
      };
    };
  };
  readonly "token.list-members": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly tokens: readonly {
              readonly expiresAt: string;
              readonly id: string;
              readonly kind: "token" | "certificate";
              readonly label: string;
              readonly madeAt: string;
              readonly scopes: "all" | readonly string[];
              readonly seat: string;
              readonly usedAt: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "trail.export": {
    readonly parameters: {
      readonly query?: {
        readonly form?: "jsonl" | "csv";
        readonly from?: string;
        readonly to?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "passkey.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly passkeys: readonly {
              readonly deviceBound: boolean;
              readonly id: string;
              readonly madeAt: string;
              readonly name: string;
              readonly usedAt: string | null;
            }[];
            readonly providers: readonly string[];
          };
        };
      };
    };
  };
  readonly "passkey.add": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answer: {
            readonly authenticatorAttachment?: string | null;
            readonly clientExtensionResults: Record<string, never>;
            readonly id: string;
            readonly rawId: string;
            readonly response: {
              readonly attestationObject: string;
              readonly authenticatorData?: string;
              readonly clientDataJSON: string;
              readonly publicKey?: string;
              readonly publicKeyAlgorithm?: number;
              readonly transports?: readonly string[];
            };
            /** @enum {string} */
            readonly type: "public-key";
          };
          readonly name: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "passkey.remove": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly passkey: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "passkey.first": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answer: {
            readonly authenticatorAttachment?: string | null;
            readonly clientExtensionResults: Record<string, never>;
            readonly id: string;
            readonly rawId: string;
            readonly response: {
              readonly attestationObject: string;
              readonly authenticatorData?: string;
              readonly clientDataJSON: string;
              readonly publicKey?: string;
              readonly publicKeyAlgorithm?: number;
              readonly transports?: readonly string[];
            };
            /** @enum {string} */
            readonly type: "public-key";
          };
          readonly name: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "passkey.ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {string} */
            readonly attestation: "none";
            readonly authenticatorSelection: {
              /** @enum {boolean} */
              readonly requireResidentKey: true;
              /** @enum {string} */
              readonly residentKey: "required";
              /** @enum {string} */
              readonly userVerification: "required";
            };
            readonly challenge: string;
            readonly excludeCredentials: readonly {
              readonly id: string;
              readonly transports?: readonly string[];
              /** @enum {string} */
              readonly type: "public-key";
            }[];
            readonly pubKeyCredParams: readonly {
              readonly alg: number;
              /** @enum {string} */
              readonly type: "public-key";
            }[];
            readonly rp: {
              readonly id: string;
              readonly name: string;
            };
            readonly timeout: number;
            readonly user: {
              readonly displayName: string;
              readonly id: string;
              readonly name: string;
            };
          };
        };
      };
    };
  };
  readonly "record.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly records: readonly {
              readonly case: string;
              readonly href: string;
              readonly publishedAt: string;
            }[];
          };
        };
      };
    };
  };
  readonly "recovery.propose": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly member: string;
          readonly name: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly expiresAt: string;
            readonly id: string;
          };
        };
      };
    };
  };
  readonly "recovery.approve": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly member: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly code: string;
            readonly expiresAt: string;
            readonly id: string;
          };
        };
      };
    };
  };
  readonly "seat.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly seats: readonly {
              readonly cases: "all" | readonly string[];
              readonly grantedAt: string;
              readonly grantedBy: string;
              readonly id: string;
              readonly seat: string;
            }[];
          };
        };
      };
    };
  };
  readonly "seat.give": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly cases: "all" | readonly string[];
          readonly seat: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly id: string;
          };
        };
      };
    };
  };
  readonly "seat.withdraw": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly seat: string;
          };
        };
      };
    };
  };
  readonly "session.show": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly by: "session" | "token" | "certificate";
            readonly seat: string;
            readonly seats: readonly string[];
          };
        };
      };
    };
  };
  readonly "session.sit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly seat: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "session.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly sessions: readonly {
              readonly expiresAt: string;
              readonly id: string;
              readonly openedAt: string;
              readonly own: boolean;
              readonly seat: string;
              readonly signedInWith: "passkey" | "single-sign-on";
              readonly usedAt: string;
            }[];
          };
        };
      };
    };
  };
  readonly "session.end": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "sign-in.ways": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly host: string | null;
            readonly kind: "exercise" | "real";
            readonly providers: readonly {
              readonly id: string;
              readonly name: string;
            }[];
          };
        };
      };
    };
  };
  readonly "sign-in.passkey": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answer: {
            readonly authenticatorAttachment?: string | null;
            readonly clientExtensionResults: Record<string, never>;
            readonly id: string;
            readonly rawId: string;
            readonly response: {
              readonly authenticatorData: string;
              readonly clientDataJSON: string;
              readonly signature: string;
              readonly userHandle?: string;
            };
            /** @enum {string} */
            readonly type: "public-key";
          };
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly expiresAt: string;
            readonly seat: string;
          };
        };
      };
    };
  };
  readonly "sign-in.ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly allowCredentials: readonly {
              readonly id: string;
              readonly transports?: readonly string[];
              /** @enum {string} */
              readonly type: "public-key";
            }[];
            readonly challenge: string;
            readonly rpId: string;
            readonly timeout: number;
            /** @enum {string} */
            readonly userVerification: "required";
          };
        };
      };
    };
  };
  readonly "sign-in.provider": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly binding: string;
          readonly returned: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly expiresAt: string;
            readonly seat: string;
          };
        };
      };
    };
  };
  readonly "sign-in.provider-ask": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly acceptance: string | null;
          readonly provider: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly address: string;
            readonly binding: string;
          };
        };
      };
    };
  };
  readonly "step-up.sign": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly answer: {
            readonly authenticatorAttachment?: string | null;
            readonly clientExtensionResults: Record<string, never>;
            readonly id: string;
            readonly rawId: string;
            readonly response: {
              readonly authenticatorData: string;
              readonly clientDataJSON: string;
              readonly signature: string;
              readonly userHandle?: string;
            };
            /** @enum {string} */
            readonly type: "public-key";
          };
          readonly id: string;
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "token.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly tokens: readonly {
              readonly expiresAt: string;
              readonly id: string;
              readonly kind: "token" | "certificate";
              readonly label: string;
              readonly madeAt: string;
              readonly scopes: "all" | readonly string[];
              readonly seat: string;
              readonly usedAt: string | null;
            }[];
          };
        };
      };
    };
  };
  readonly "token.add": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          readonly days: number;
          readonly digest: string;
          readonly kind: "token" | "certificate";
          readonly label: string;
          readonly scopes: "all" | readonly string[];
        };
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly expiresAt: string;
            readonly id: string;
          };
        };
      };
    };
  };
  readonly "token.revoke": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly id: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            /** @enum {boolean} */
            readonly done: true;
          };
        };
      };
    };
  };
  readonly "ledger.checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "ledger.proof": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly leaf: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "ledger.tile": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly "*": string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "record.file": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly "*": string;
        readonly slug: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "notice.list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly release: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": {
            readonly notices: readonly string[];
          };
        };
      };
    };
  };
  readonly "witness.checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        readonly origin: string;
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
  readonly "witness.add-checkpoint": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": string;
      };
    };
    readonly responses: {
      /** @description A problem document. */
      readonly "4XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      readonly "5XX": {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": unknown;
        };
      };
    };
  };
}
