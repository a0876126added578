// Written by "npm run generate" from formats/openapi.json: what a node can be asked, and what it answers.
export interface paths {
  "/api/bundles": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a bundle that was brought by hand; a kit's reply with the six words that were heard of it. */
    post: operations["bundle.take"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/bundles/contents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Looks into a bundle that was brought by hand: whose it is and what it would do. Nothing is taken. */
    post: operations["bundle.look"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cases you may know of. */
    get: operations["case.list"];
    put?: never;
    /** Open a real case in the name of the member that runs this node. */
    post: operations["case.open"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the first screen of a case shows. */
    get: operations["board.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Approaches with where each stands and by what evidence; a member sees its own. */
    get: operations["approach.list"];
    put?: never;
    /** Opens approaches: what is asked of which members, with which documents, by when. */
    post: operations["approach.open"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One approach: ask, times, evidence, questions with their clocks, and what may be asked for. */
    get: operations["approach.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}/answer": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Answers a member's question in words, or with an unsealing that was issued for it. */
    post: operations["question.answer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}/company": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Tells a member how many others would act if it did, as the range the community's rule allows. */
    post: operations["approach.company"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}/points": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Talking points for a member, from its own copies and its own past alone. */
    post: operations["approach.points"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}/positions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every position of one member, in the order in which they were taken. */
    get: operations["position.history"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/{member}/refusal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Refuses to open a place a member asked for, and says why. */
    post: operations["question.refuse"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/delivery": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Delivers approaches: from now on the members see them. */
    post: operations["approach.deliver"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/approaches/lapse": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes down silence: what was delivered and not answered by its instant lapses. */
    post: operations["approach.lapse"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/community": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The members and groups of a case's community, as they were on a day. */
    get: operations["community.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/community/file": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The community as its file says it, for the lead's desks to work out markings by. */
    get: operations["community.file"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/consents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The answers your member gave; for the lead, those of every originator. */
    get: operations["consent.list"];
    put?: never;
    /** Say of a portion of your own release whether a member may read it where another quotes it. */
    post: operations["consent.answer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/copies/{document}/opening": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Opens the copy of a document that the seat's member was given, and writes down that it was. */
    post: operations["cut.open"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/cuts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cuts you may read, with the names of their files, unsealings and notices. */
    get: operations["cut.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/cuts/{id}.{form}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A cut: the file that verifies, the page that checks itself, or a form to print. */
    get: operations["cut.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/cuts/{id}/files": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A cut as it is handed out: its file, unsealings and notices, with the latest evidence. */
    get: operations["cut.files"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/cuts/{id}/stix": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A cut as a bundle of STIX 2.1 objects, with the cut itself inside. */
    get: operations["cut.stix"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have what one member is given written to the outbox, and its approach marked as delivered. */
    post: operations["job.deliver"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The documents of a case in their newest version, the oldest first. */
    get: operations["document.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/custody": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The originals of a document, and who had them. */
    get: operations["document.custody"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/diff/{from}/{to}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What changed between two versions of a document. */
    get: operations["document.diff"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/plans": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The plans of a document, newest first, and what became of each. */
    get: operations["release.list"];
    put?: never;
    /** Plan a release of a document's newest version: who would read what, why not the rest. */
    post: operations["release.plan"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/plans/{plan}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One plan whole, as whoever approves it reads it, with the approval that was signed. */
    get: operations["release.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/plans/{plan}/approval": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approve a plan whole, as another person than drafted or planned it. */
    post: operations["release.approve"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/plans/{plan}/issue": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Issue an approved plan: planned again, compared, signed, cut and committed to the ledger. */
    post: operations["release.issue"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The versions of a document, newest first. */
    get: operations["document.versions"];
    put?: never;
    /** Store marked text as a document's next version, with what it was made from and its pictures. */
    post: operations["document.draft"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/versions/{version}/original": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The file a version was made from, byte for byte. */
    get: operations["document.original"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/versions/{version}/read-as/{member}.{form}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A version as one member would read it, rehearsed with keys that are nobody's. */
    get: operations["document.read-as"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/versions/{version}/source": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The marked text of a version. */
    get: operations["document.source"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/documents/{name}/versions/{version}/visibility": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who may see which place of a version, and for everybody else the reason. */
    get: operations["document.visibility"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/exposures": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pages about responsible persons in all their versions, and what each lacks to be public. */
    get: operations["exposure.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/exposures/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Write a page about a responsible person, or its next version, each claim tied to a released place. */
    post: operations["exposure.draft"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/exposures/{name}/legal-checks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Record that this version of a page about a person was checked in law, by whom and with what result. */
    post: operations["exposure.check-in-law"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/exposures/{name}/validations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say as a person that this version of a page about a person holds. Two persons do, neither of whom wrote it. */
    post: operations["exposure.validate"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/exposures/{name}/withdrawal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a page about a person back; where it was public, the next edition says why beside what it said. */
    post: operations["exposure.withdraw"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was done in a case and by which office, oldest first. */
    get: operations["case.history"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/jobs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The background work your seat asked for, the newest first. */
    get: operations["job.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/jobs/{job}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far one piece of background work is. */
    get: operations["job.show"];
    put?: never;
    post?: never;
    /** Cancel background work you asked for: nothing comes of it. */
    delete: operations["job.cancel"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/jobs/{job}/file": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The file that came of a rendering. */
    get: operations["job.file"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/kits": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes the page by which a member without a node reads what was brought to it, and answers. */
    post: operations["kit.make"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/measures": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is recorded of a case, what was done in answer apart, and the kinds there are. */
    get: operations["measure.list"];
    put?: never;
    /** Records one measure, with its sources. */
    post: operations["measure.add"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/measures/figures": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Records what other sources say of a measure that is recorded; nothing is overwritten. */
    post: operations["measure.figure"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/measures/tally": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts the measures of one kind under a stated rule, and lists what was not counted and why. */
    get: operations["measure.tally"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The members of a case; what is known of each for the lead, what is known of itself for a member. */
    get: operations["member.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/members/{member}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One member, and which steps of its law can still be done before T-0. */
    get: operations["member.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/misp/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events that members' MISPs have pushed, the newest version of each. */
    get: operations["misp.list-received"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/misp/events/{sender}/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One event that was pushed, as evidence to import. */
    get: operations["misp.received"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/misp/feeds/{member}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A member's cuts as a MISP feed: the files of a folder. */
    get: operations["misp.feed"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/notices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is said of releases you hold, oldest first; for the lead of all, with who acknowledged it. */
    get: operations["notice.of-case"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/own": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A member's own first screen: its approach, cuts, questions, position, pledge and countdown. */
    get: operations["board.own"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pledges that count: all open ones for the lead, its own for a member; once locked, what was resolved. */
    get: operations["pledge.list"];
    put?: never;
    /** Places the pledge of the seat's member, or replaces it by a higher or lower one; openly or sealed. */
    post: operations["pledge.place"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges/own": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What stands of the seat's member's own pledge; of a sealed one where and when it was committed to. */
    get: operations["pledge.own"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges/parse": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Reads a pledge without placing it: its one spelling, or where it is wrong. Not for one to be sealed. */
    post: operations["pledge.parse"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges/receipt": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Whether a receipt is what stands in this node's ledger, and what was sealed by it. */
    post: operations["pledge.receipt"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges/vocabulary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The names a pledge may speak of, so that it can be read and spelled before it is sent. */
    get: operations["pledge.vocabulary"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/pledges/withdrawal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Withdraws the pledge of the seat's member, open or sealed. */
    post: operations["pledge.withdraw"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/positions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The latest position of each member; a member sees its own. */
    get: operations["position.list"];
    put?: never;
    /** Takes a position for the seat's member. It can be taken again; every one is kept. */
    post: operations["position.take"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/questions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Questions with their clocks, oldest first; a member sees its own. */
    get: operations["question.list"];
    put?: never;
    /** Asks the lead a question, or for a place the member's copy withholds. The clock starts at once. */
    post: operations["question.ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/record": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The record as it would be published now: its first page, documents, pages about persons with what they lack, corrections and files. */
    get: operations["record.preview"];
    put?: never;
    /** Publish the record, or its next edition: signed, committed to the ledger, and public from then on. */
    post: operations["record.publish"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/record/files/{*}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A file of the record as it would be published now. Nothing of it is signed or committed. */
    get: operations["record.preview-file"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/releases/{release}/acknowledgement": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say for your member that it read what is said of a release it holds. */
    post: operations["notice.acknowledge"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/releases/{release}/notices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Correct, supersede or recall an issued release: a signed notice to everybody who holds it. */
    post: operations["notice.send"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/releases/{release}/unsealings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Plan to open places of an issued release to one recipient. */
    post: operations["unsealing.plan"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/reminders": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whom the node reminds of what: your member's own, all of the case for the lead. */
    get: operations["reminder.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/renderings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have a cut you may read made into PDF or DOCX in the background. */
    post: operations["job.render"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/resolution": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The resolution pledges are locked by, with the certificate that proves it. */
    get: operations["resolution.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/resolution/lock": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Locks all pledges, opens what was sealed, and resolves for good. */
    post: operations["pledges.lock"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/resolution/own": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether pledges are locked, and what the seat's own member does by it. */
    get: operations["resolution.own"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/resolution/trial": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A trial over the open pledges, as often as one likes; nothing is locked. */
    post: operations["pledges.resolve"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Places that hold what is searched for, in what you may read, best first. */
    post: operations["search.find"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Says, for as long as it is open, whenever something changed that you can see (server-sent events). */
    get: operations["case.stream"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** T-0 as far as the seat sees it: the lead how ready all are, a member its own package. */
    get: operations["t-zero.show"];
    put?: never;
    /** Sets the instant, or sets it anew while nothing is armed. */
    post: operations["t-zero.set"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/arming": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Arms T-0: closes every package as it is, with the measures of the locked pledges. */
    post: operations["t-zero.arm"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/countdown": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When T-0 is due, in UTC and in the member's own time, and how long it is until then. */
    get: operations["t-zero.countdown"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/done": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pledged against done, from the recorded measures, and who is to be reminded. */
    get: operations["t-zero.done"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/embargo": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that the member keeps silent no longer than until an instant: the shortest wins. */
    post: operations["t-zero.embargo"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/exit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leaves: what that does to the others is the community's rule. */
    post: operations["t-zero.exit"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/hold": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Holds, as the community's written rule lets the member: for all, or for itself. */
    post: operations["t-zero.hold"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/lift": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the silence now, as whom the rule names may: everything opens at once. */
    post: operations["t-zero.lift"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/opening": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Opens what is due. A running node does it by itself in a real case. */
    post: operations["t-zero.open"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/readiness": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says how ready the seat's member is, and puts the text in place that opens at T-0. */
    post: operations["t-zero.ready"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/rehearsal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Rehearses the opening in an exercise: every package is gone through, and nothing opens. */
    post: operations["t-zero.rehearse"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/resumption": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends the member's hold. */
    post: operations["t-zero.resume"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/stand-down": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stands T-0 down: nothing opens, and pledges are free again. */
    post: operations["t-zero.stand-down"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/t-zero/width": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How wide T-0 was: opened, and announced. */
    get: operations["t-zero.width"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/unsealings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The unsealings of a case, newest first, and what became of each. */
    get: operations["unsealing.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/unsealings/{plan}/approval": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approve a planned unsealing, as another person than planned it. */
    post: operations["unsealing.approve"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/unsealings/{plan}/issue": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Issue an approved unsealing: the file that its recipient puts beside its cut. */
    post: operations["unsealing.issue"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/what-if": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What each member's own change would come to. */
    get: operations["what-if.each"];
    put?: never;
    /** What it comes to if members join, raise or withdraw. */
    post: operations["what-if.ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/what-if/keystones": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The members without which the coalition shrinks most, the heaviest loss first. */
    get: operations["what-if.keystones"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/what-if/persuasion": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The cheapest members to persuade so that a target is reached. May take long; ends when you do. */
    post: operations["what-if.persuade"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/cases/{case}/what-if/robustness": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** How many withdrawals take the coalition below a target, and whose. May take long; ends when you do. */
    post: operations["what-if.robustness"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/docs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the node can be asked, as a page to read. */
    get: operations["api.docs"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/exercises": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open an exercise on an exercise node, as the office that is played. */
    post: operations["exercise.open"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cases of other nodes that were brought to this one, and how many letters of yours wait. */
    get: operations["foreign.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One case of another node: the ask, its documents, and every letter with what became of it. */
    get: operations["foreign.show"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/acknowledgements": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that your member has read what the lead corrected, replaced or called back. */
    post: operations["foreign.acknowledge"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/cuts/{document}/opening": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Opens your member's cut of a document, and tells the lead once that it was opened. */
    post: operations["foreign.open-cut"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/measures": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says what your member has done in another node's case, with its sources; the lead records it. */
    post: operations["foreign.done"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/pledges": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Places your member's pledge in another node's case, openly or sealed to the lead's resolver. */
    post: operations["foreign.pledge"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/pledges/withdrawal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Withdraws your member's pledge in another node's case, open or sealed. */
    post: operations["foreign.withdraw"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/positions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a position for your member in another node's case. It can be taken again. */
    post: operations["foreign.position"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/questions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the lead of another node's case a question, or for a place your copy withholds. */
    post: operations["foreign.ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/foreign-cases/{member}/{foreign}/readiness": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says how ready your member is for the common instant of another node's case. */
    post: operations["foreign.ready"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Says that this process answers. */
    get: operations["node.health"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept an invitation by the code that was read to you, or the first link */
    post: operations["invitation.accept"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitation/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Come in with the passkey that was made */
    post: operations["invitation.complete"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitation/passkey/question": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask who was invited to make a passkey */
    post: operations["invitation.passkey-ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitation/state": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Whether the one who invited has said that the check code is right */
    post: operations["invitation.waiting"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Invitations that are open: those your member gave, and those for it. */
    get: operations["invitation.list"];
    put?: never;
    /** Invite a person who is not here yet to a seat; the answer is the code you read to that person. */
    post: operations["invitation.make"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Take an invitation back that you gave. */
    delete: operations["invitation.withdraw"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/invitations/{id}/confirmation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say that the check code which the person read back to you is this one. */
    post: operations["invitation.confirm"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The public keys this node signs with, by use and generation, and those of its ledger. */
    get: operations["key.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/member/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The sessions of your member's people that stand, newest first. */
    get: operations["session.list-members"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/member/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The tokens and certificates of your member's people that stand, newest first. */
    get: operations["token.list-members"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/member/trail": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What your own member's people did in a period, oldest first, as lines of JSON or CSV. */
    get: operations["trail.export"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The other nodes this one knows: how it stands with each, what waits, and what is in the way. */
    get: operations["node.list"];
    put?: never;
    /** Takes down the card of another node. Nothing is believed of it before it is paired. */
    post: operations["node.add"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes/{member}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends what two nodes had: nothing is taken and nothing written any more. Letters stay. */
    delete: operations["node.end"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes/{member}/bundle": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes all that the node of a member has not acknowledged yet into one file that only it can read. */
    post: operations["bundle.write"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes/{member}/delivery": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings a node its letters now, and fetches its own, instead of waiting for the next time. */
    post: operations["node.sync"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes/{member}/pairing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirms the node of a member by the words that a person there read aloud to you. */
    post: operations["node.pair"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/nodes/own-card": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This node's own card, and how its fingerprint is read aloud. */
    get: operations["node.card"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for programs, as an OpenAPI 3.1 document. */
    get: operations["api.description"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/passkeys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your passkeys, and the providers you can sign in through */
    get: operations["passkey.list"];
    put?: never;
    /** Add a passkey to yours */
    post: operations["passkey.add"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/passkeys/{passkey}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Remove one of your passkeys */
    delete: operations["passkey.remove"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/passkeys/first": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make your first passkey, just after a provider signed you in */
    post: operations["passkey.first"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/passkeys/question": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask to make one more passkey */
    post: operations["passkey.ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/ready": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Says that this process answers, and its database with it. */
    get: operations["node.ready"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/records": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The records this node published, oldest case first. */
    get: operations["record.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/records/{slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest edition of a published record, whole: what to put on a web server. */
    get: operations["record.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/recoveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Propose to let a person in again that has lost its way in. */
    post: operations["recovery.propose"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/recoveries/{id}/approval": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** As the second administrator, say so too; the answer is the code you read to that person. */
    post: operations["recovery.approve"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/seats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The seats of your member that stand, by person. */
    get: operations["seat.list"];
    put?: never;
    /** Give a person of your member who is here already one more seat. */
    post: operations["seat.give"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/seats/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Take a seat of your member away, at once, with everything that sits on it. An administrator's goes when a second administrator, or the person itself, says so too within a week. */
    delete: operations["seat.withdraw"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who you are: the seat you sit on, and the seats you could sit on. */
    get: operations["session.show"];
    put?: never;
    post?: never;
    /** Sign out: this session ends, and the browser forgets it */
    delete: operations["session.leave"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/session/seat": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Sit down on another of your seats. */
    put: operations["session.sit"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your sessions that stand, newest first. */
    get: operations["session.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End a session of your own, or as an administrator one of your member, at once. */
    delete: operations["session.end"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How persons sign in at this node */
    get: operations["sign-in.ways"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in with a passkey */
    post: operations["sign-in.passkey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in/passkey/question": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a passkey, of whomever */
    post: operations["sign-in.ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in/provider": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in, or accept an invitation, with what a provider sent back */
    post: operations["sign-in.provider"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/sign-in/provider/question": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask a provider of single sign-on, to sign in or to accept an invitation */
    post: operations["sign-in.provider-ask"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/step-up": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign what you were shown, with your passkey */
    post: operations["step-up.sign"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for every case you may know of: each event says since when, in which cases something changed and in which work that you asked for (server-sent events). */
    get: operations["node.stream"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your tokens and certificates that stand, newest first. */
    get: operations["token.list"];
    put?: never;
    /** Let a machine in on the seat you sit on, by the digest of its token or of its certificate's key. */
    post: operations["token.add"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/tokens/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a token or certificate of your own, or as an administrator one of your member, at once. */
    delete: operations["token.revoke"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/ledger/checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The latest checkpoint with its cosignatures, as a signed note. */
    get: operations["ledger.checkpoint"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/ledger/proof/{leaf}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The proof that the leaf of that number is in the ledger, up to its latest checkpoint. */
    get: operations["ledger.proof"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/ledger/tile/{*}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A tile of the ledger. */
    get: operations["ledger.tile"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/metrics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the node does and uses, for Prometheus. */
    get: operations["node.metrics"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/records/{slug}/{*}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A file of the newest edition of a published record, or below editions/N/ of that one. */
    get: operations["record.file"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/releases/{release}/notices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Corrections, supersessions and recalls of a release, to whoever holds a cut of it. */
    get: operations["notice.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/witness/{origin}/checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The latest checkpoint of a ledger that this node cosigned. */
    get: operations["witness.checkpoint"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/witness/add-checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks this node to cosign a checkpoint of a ledger it watches. */
    post: operations["witness.add-checkpoint"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    Condition: {
      all?: components["schemas"]["Condition"][];
      /** @enum {boolean} */
      always?: true;
      any?: components["schemas"]["Condition"][];
      members?: {
        atLeast: number;
        doing?: string;
        of?: string[];
      };
      named?: string[];
      share?: {
        atLeast: number;
        weight: string;
      };
      total?: {
        atLeast: number;
        measure: string;
      };
    };
    Problem: {
      code: string;
      detail: string;
      position?: {
        column: number;
        line: number;
      };
      status: number;
      stepUp?: {
        id: string;
        options: {
          allowCredentials: {
            id: string;
            transports?: string[];
            /** @enum {string} */
            type: "public-key";
          }[];
          challenge: string;
          rpId: string;
          timeout: number;
          /** @enum {string} */
          userVerification: "required";
        };
        statement: {
          digest: string;
          lines: {
            label: string;
            text: string;
          }[];
          toWhom: string;
          what: string;
          who: string;
          words: string;
        };
      };
      title: string;
      type: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export interface operations {
  "bundle.take": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          bundle: string;
          heard: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            fresh: number;
            known: number;
            member: string;
            taken: number;
          };
        };
      };
    };
  };
  "bundle.look": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          bundle: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acknowledged: number;
            acknowledges: number;
            kitCase: string | null;
            letters: {
              at: string;
              case: string | null;
              kind: string;
              known: boolean;
              number: number;
              said: string;
            }[];
            member: string;
            unheard: boolean;
          };
        };
      };
    };
  };
  "case.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            cases: {
              exercise: boolean;
              lead: string;
              slug: string;
              title: string;
            }[];
          };
        };
      };
    };
  };
  "case.open": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          coalition: string | null;
          community: string;
          facts: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            case: string;
            exercise: boolean;
            title: string;
          };
        };
      };
    };
  };
  "board.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            answerBy: string | null;
            banner: {
              colour: string;
              ink: string;
              text: string;
            };
            clocks: {
              at: string | null;
              days: number | null;
              label: string;
              name: string;
            }[];
            curves: {
              current: boolean;
              points: {
                day: number;
                members: number;
                persons: number;
              }[];
              slug: string;
              title: string;
            }[];
            cuts: {
              banner: string;
              bytes: number;
              document: string;
              documentTitle: string;
              id: string;
              json: string;
              page: string;
              recipient: string;
              recipientName: string;
              released: number;
              sha256: string;
            }[];
            documents: {
              banner: string;
              classes: number;
              id: string;
              portions: number;
              title: string;
            }[];
            exercise: boolean;
            funnel: {
              count: number;
              stage: string;
            }[];
            incident: {
              attributedTo: string | null;
              date: string;
              place: string;
            };
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            lead: {
              id: string;
              name: string;
            };
            members: {
              acting: boolean;
              alone: boolean;
              answerBy: string | null;
              evidence: {
                at: string;
                says: string;
                seat: string | null;
                what: string;
              } | null;
              explain: string | null;
              id: string;
              kind: string;
              measures: {
                announced: string | null;
                count: number | null;
                detail: string;
                kind: string;
                said: string;
              }[];
              name: string;
              pledged: string | null;
              position: string;
              questions: {
                asked: number;
                open: number;
              };
              standing: string;
              timeZone: string | null;
            }[];
            now: string;
            questions: {
              answered: number;
              asked: number;
              open: {
                askedAt: string;
                due: string;
                late: boolean;
                member: string;
                place: string | null;
                text: string;
              }[];
            };
            reciprocal: {
              actors: string[];
              asOf: string;
              byTarget: {
                [key: string]: number;
              };
              persons: number | null;
              ruleText: string;
              said: string;
            };
            record: {
              files: number;
              href: string;
              publishedAt: string;
            } | null;
            resolution: {
              acting: number;
              alone: number;
            } | null;
            sentence: string;
            slug: string;
            tallies: {
              asOf: string;
              byActor: {
                [key: string]: number;
              };
              conflicts: {
                actor: string;
                id: string;
                others: {
                  announced: string | null;
                  confidence: string;
                  count: number | null;
                  sources: string[];
                }[];
                taken: {
                  announced: string | null;
                  confidence: string;
                  count: number | null;
                  sources: string[];
                };
                why: string;
              }[];
              kind: string;
              organisations: string[];
              persons: number | null;
              rule: string;
              ruleText: string;
              said: string;
              states: number;
            }[];
            title: string;
            tZero: {
              done: {
                asOf: string;
                done: number;
                nothing: number;
                part: number;
                reminders: {
                  member: string;
                  text: string;
                }[];
                rule: string;
                widthDays: number | null;
              } | null;
              dueAt: string;
              dueBecause: string | null;
              holdRule: string;
              instant: string;
              lateSeconds: number | null;
              opened: string | null;
              packages: number;
              readiness: {
                asked: number;
                open: {
                  item: string;
                  members: string[];
                }[];
                ready: number;
              };
              state: string;
              widthSeconds: number | null;
            } | null;
            whoCanSeeSealed: string;
          };
        };
      };
    };
  };
  "approach.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            approaches: {
              answerBy: string;
              ask: string;
              company: {
                at: string;
                said: string;
              } | null;
              evidence: {
                at: string;
                row: string;
                says: string;
                seat: string | null;
                what: string;
              } | null;
              member: string;
              name: string;
              questions: {
                answer: {
                  at: string;
                  by: string;
                  outcome: string;
                  text: string;
                } | null;
                askedAt: string;
                askedBy: string;
                asks: {
                  document: string;
                  place: string;
                  where: string;
                } | null;
                due: string;
                id: string;
                member: string;
                /** @enum {unknown} */
                state: "open" | "overdue" | "answered" | "unsealed" | "refused";
                text: string;
                told: string | null;
              }[];
              said: string;
              standing: string;
              timeZone: string;
              trail: {
                at: string;
                row: string;
                says: string;
                seat: string | null;
                what: string;
              }[];
              withinHours: boolean | null;
            }[];
          };
        };
      };
    };
  };
  "approach.open": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answerBy: string;
          ask: string;
          documents: string[];
          members: string[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            opened: {
              answerBy: string;
              member: string;
              said: string;
              timeZone: string;
              withinHours: boolean | null;
            }[];
          };
        };
      };
    };
  };
  "approach.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            answerBy: string;
            ask: string;
            company: {
              at: string;
              said: string;
            } | null;
            copies: {
              annex: boolean;
              banner: string;
              document: string;
              title: string | null;
              withheld: {
                name: string;
                where: string;
              }[];
            }[];
            evidence: {
              at: string;
              row: string;
              says: string;
              seat: string | null;
              what: string;
            } | null;
            member: string;
            name: string;
            questions: {
              answer: {
                at: string;
                by: string;
                outcome: string;
                text: string;
              } | null;
              askedAt: string;
              askedBy: string;
              asks: {
                document: string;
                place: string;
                where: string;
              } | null;
              due: string;
              id: string;
              member: string;
              /** @enum {unknown} */
              state: "open" | "overdue" | "answered" | "unsealed" | "refused";
              text: string;
              told: string | null;
            }[];
            said: string;
            standing: string;
            timeZone: string;
            trail: {
              at: string;
              row: string;
              says: string;
              seat: string | null;
              what: string;
            }[];
            withinHours: boolean | null;
          };
        };
      };
    };
  };
  "question.answer": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          question: null | string;
          text: string;
          unsealing: null | string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            member: string;
            outcome: string;
          };
        };
      };
    };
  };
  "approach.company": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            from: number;
            member: string;
            most: number;
            to: number;
          };
        };
      };
    };
  };
  "approach.points": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          history: unknown[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            copies: {
              banner: string;
              document: string;
              points: {
                about: string;
                quotes: string[];
                text: string;
              }[];
              title: string | null;
            }[];
            member: string;
            precedents: {
              case: string;
              text: string;
              year: string;
            }[];
          };
        };
      };
    };
  };
  "position.history": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            positions: {
              at: string;
              by: string;
              member: string;
              position: string;
              statement: string;
              told: string | null;
            }[];
          };
        };
      };
    };
  };
  "question.refuse": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          question: null | string;
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            member: string;
            outcome: string;
          };
        };
      };
    };
  };
  "approach.deliver": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          members: string[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            delivered: string[];
          };
        };
      };
    };
  };
  "approach.lapse": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            lapsed: string[];
          };
        };
      };
    };
  };
  "community.show": {
    parameters: {
      query?: {
        asOf?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            asOf: string;
            exercise: boolean;
            groups: {
              changes: {
                change: string;
                day: string;
                member: string;
              }[];
              id: string;
              members: string[];
              name: string;
            }[];
            members: {
              id: string;
              kind: string;
              name: string;
            }[];
            name: string;
          };
        };
      };
    };
  };
  "community.file": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            file: string;
          };
        };
      };
    };
  };
  "consent.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            consents: {
              answer: string;
              origin: string;
              portion: string;
              recipient: string;
              release: string;
            }[];
          };
        };
      };
    };
  };
  "consent.answer": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answer: "granted" | "refused";
          portion: string;
          recipient: string;
          release: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            answer: string;
            portion: string;
            recipient: string;
            release: string;
          };
        };
      };
    };
  };
  "cut.open": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        document: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            document: string;
            /** @enum {boolean} */
            opened: true;
          };
        };
      };
    };
  };
  "cut.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            cuts: {
              banner: string;
              bytes: number;
              document: string;
              documentTitle: string;
              files: {
                path: string;
                witnessed: {
                  keys: number;
                  leaves: number;
                } | null;
              }[];
              id: string;
              recipient: string;
              release: string;
              released: number;
              sha256: string;
            }[];
          };
        };
      };
    };
  };
  "cut.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        form: "json" | "html" | "pdf" | "docx" | "txt";
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "cut.files": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            banner: string;
            bytes: number;
            document: string;
            documentTitle: string;
            files: {
              file: string;
              path: string;
              witnessed: {
                keys: number;
                leaves: number;
              } | null;
            }[];
            id: string;
            recipient: string;
            release: string;
            released: number;
            sha256: string;
          };
        };
      };
    };
  };
  "cut.stix": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            document: string;
            file: string;
            path: string;
            recipient: string;
          };
        };
      };
    };
  };
  "job.deliver": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          member: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            job: string;
          };
        };
      };
    };
  };
  "document.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            documents: {
              banner: string;
              classes: number;
              name: string;
              portions: number;
              title: string;
            }[];
          };
        };
      };
    };
  };
  "document.custody": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            custody: {
              act: string;
              at: string;
              original: string | null;
              seat: string;
              version: number | null;
            }[];
            originals: {
              id: string;
              mediaType: string;
              name: string;
              receivedAt: string;
              receivedBy: string;
              sha256: string;
              size: number;
            }[];
          };
        };
      };
    };
  };
  "document.diff": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        from: string;
        name: string;
        to: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            from: number;
            header: {
              after: string;
              before: string;
              field: string;
            }[];
            portions: {
              after: {
                banner: string | null;
                kind: string;
                number: string | null;
                text: string;
              } | null;
              aspects: string[];
              before: {
                banner: string | null;
                kind: string;
                number: string | null;
                text: string;
              } | null;
              change: string;
              id: string;
              marking: string | null;
            }[];
            to: number;
          };
        };
      };
    };
  };
  "release.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            document: string;
            plans: {
              approvedBy: string | null;
              digest: string;
              proposedAt: string;
              proposedBy: string;
              release: string | null;
            }[];
          };
        };
      };
    };
  };
  "release.plan": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          publicText: string | null;
          recipients: "everyone" | string[];
          rules: {
            countsFor: string[];
            hidePlaces: string[];
            withholdGradingsFrom: string[];
          };
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            digest: string;
            lead: string;
            proposal: {
              community: string;
              consents: {
                answer: string;
                origin: string;
                portion: string;
                recipient: string;
                release: string;
              }[];
              document: string;
              format: string;
              plan: {
                banner: string;
                classes: {
                  counts: boolean;
                  gradings: boolean;
                  id: string;
                  recipients: string[];
                  released: string[];
                  withheld: {
                    place: string;
                    reason: string;
                    remedy: string;
                  }[];
                }[];
                comparison: {
                  pairs: {
                    a: string;
                    b: string;
                    gains: {
                      a: number;
                      b: number;
                    };
                  }[];
                  sets: {
                    classes: string[];
                    places: string[];
                  }[];
                  together: string[];
                };
                excluded: {
                  reason: string;
                  recipient: string;
                }[];
                marginal: {
                  adds: string[];
                  marking: string;
                  places: number;
                }[];
                rules: {
                  countsFor: string[];
                  hidePlaces: string[];
                  withholdGradingsFrom: string[];
                };
                sufficiency: {
                  class: string;
                  judgement: string;
                  missing: string[];
                  verdict: string;
                }[];
              };
              prepared: string;
              presentations: {
                class: string;
                digest: string;
                recipient: string;
              }[];
              publicFindings: {
                at: number;
                from: string[];
                phrase: string;
                place: string;
              }[];
              publicText: string | null;
              recipients: string[];
              release: string;
              rules: {
                countsFor: string[];
                hidePlaces: string[];
                withholdGradingsFrom: string[];
              };
              scan: {
                findings: {
                  class: string;
                  encoding: string;
                  place: string;
                  rendering: string;
                  where: string;
                }[];
                renderings: string[];
              };
              sourceDigest: string;
              version: number;
            };
          };
        };
      };
    };
  };
  "release.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        plan: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            approval: string | null;
            approvedBy: string | null;
            digest: string;
            proposal: {
              community: string;
              consents: {
                answer: string;
                origin: string;
                portion: string;
                recipient: string;
                release: string;
              }[];
              document: string;
              format: string;
              plan: {
                banner: string;
                classes: {
                  counts: boolean;
                  gradings: boolean;
                  id: string;
                  recipients: string[];
                  released: string[];
                  withheld: {
                    place: string;
                    reason: string;
                    remedy: string;
                  }[];
                }[];
                comparison: {
                  pairs: {
                    a: string;
                    b: string;
                    gains: {
                      a: number;
                      b: number;
                    };
                  }[];
                  sets: {
                    classes: string[];
                    places: string[];
                  }[];
                  together: string[];
                };
                excluded: {
                  reason: string;
                  recipient: string;
                }[];
                marginal: {
                  adds: string[];
                  marking: string;
                  places: number;
                }[];
                rules: {
                  countsFor: string[];
                  hidePlaces: string[];
                  withholdGradingsFrom: string[];
                };
                sufficiency: {
                  class: string;
                  judgement: string;
                  missing: string[];
                  verdict: string;
                }[];
              };
              prepared: string;
              presentations: {
                class: string;
                digest: string;
                recipient: string;
              }[];
              publicFindings: {
                at: number;
                from: string[];
                phrase: string;
                place: string;
              }[];
              publicText: string | null;
              recipients: string[];
              release: string;
              rules: {
                countsFor: string[];
                hidePlaces: string[];
                withholdGradingsFrom: string[];
              };
              scan: {
                findings: {
                  class: string;
                  encoding: string;
                  place: string;
                  rendering: string;
                  where: string;
                }[];
                renderings: string[];
              };
              sourceDigest: string;
              version: number;
            };
            proposedAt: string;
            proposedBy: string;
            release: string | null;
          };
        };
      };
    };
  };
  "release.approve": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        plan: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          findingsSeen: number;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            approved: boolean;
            document: string;
            plan: string;
          };
        };
      };
    };
  };
  "release.issue": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        plan: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            cuts: {
              id: string;
              recipient: string;
            }[];
            document: string;
            plan: string;
            release: string;
          };
        };
      };
    };
  };
  "document.versions": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            versions: {
              banner: string;
              digest: string;
              draftedAt: string;
              draftedBy: string;
              title: string;
              version: number;
            }[];
          };
        };
      };
    };
  };
  "document.draft": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          attachments: {
            base64: string;
            mediaType: string;
            name: string;
          }[];
          original: {
            base64: string;
            mediaType: string;
            name: string;
          } | null;
          source: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            banner: string;
            digest: string;
            draftedAt: string;
            draftedBy: string;
            name: string;
            title: string;
            version: number;
          };
        };
      };
    };
  };
  "document.original": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "document.read-as": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        form: "json" | "html" | "pdf" | "docx" | "txt";
        member: string;
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "document.source": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            banner: string;
            digest: string;
            draftedAt: string;
            draftedBy: string;
            name: string;
            source: string;
            title: string;
            version: number;
          };
        };
      };
    };
  };
  "document.visibility": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            markings: {
              audience: string[];
              banner: string;
              excluded: {
                member: string;
                reason: string;
              }[];
            }[];
            members: string[];
            places: {
              kind: string;
              marking: number | null;
              place: string;
            }[];
          };
        };
      };
    };
  };
  "exposure.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            exposures: {
              acts: {
                at: string;
                /** @enum {unknown} */
                kind: "validation" | "legal-check" | "withdrawal";
                note: string;
                seat: string;
              }[];
              claims: {
                cut: string;
                document: string;
                portion: number;
                text: string;
              }[];
              digest: string;
              draftedAt: string;
              draftedBy: string;
              missing: {
                what: string;
                who: string;
              }[];
              name: string;
              person: string;
              reply: {
                asked: string | null;
                note: string;
              } | null;
              role: string;
              summary: string;
              version: number;
              why: string | null;
            }[];
          };
        };
      };
    };
  };
  "exposure.draft": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          claims: {
            document: string;
            portion: number;
            text: string;
          }[];
          person: string;
          reply: {
            asked: string | null;
            note: string;
          } | null;
          role: string;
          summary: string;
          why: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            digest: string;
            name: string;
            version: number;
          };
        };
      };
    };
  };
  "exposure.check-in-law": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          digest: string;
          note: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            name: string;
          };
        };
      };
    };
  };
  "exposure.validate": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          digest: string;
          note: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            name: string;
          };
        };
      };
    };
  };
  "exposure.withdraw": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          why: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            name: string;
          };
        };
      };
    };
  };
  "case.history": {
    parameters: {
      query?: {
        /** @description the last page's next */
        cursor?: string;
        /** @description how many at most, 1 to 200; 50 unless said */
        limit?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: {
              action: string;
              at: string;
              by: string;
              subject: string;
            }[];
            next: string | null;
          };
        };
      };
    };
  };
  "job.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            jobs: {
              done: number;
              endedAt: string | null;
              failure: string | null;
              id: string;
              kind: string;
              outcome: {
                [key: string]: string | number | boolean | null;
              } | null;
              state: string;
              steps: number;
              subject: {
                [key: string]: string | number | boolean | null;
              };
              tries: number;
              wantedAt: string;
            }[];
          };
        };
      };
    };
  };
  "job.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            done: number;
            endedAt: string | null;
            failure: string | null;
            id: string;
            kind: string;
            outcome: {
              [key: string]: string | number | boolean | null;
            } | null;
            state: string;
            steps: number;
            subject: {
              [key: string]: string | number | boolean | null;
            };
            tries: number;
            wantedAt: string;
          };
        };
      };
    };
  };
  "job.cancel": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            done: number;
            endedAt: string | null;
            failure: string | null;
            id: string;
            kind: string;
            outcome: {
              [key: string]: string | number | boolean | null;
            } | null;
            state: string;
            steps: number;
            subject: {
              [key: string]: string | number | boolean | null;
            };
            tries: number;
            wantedAt: string;
          };
        };
      };
    };
  };
  "job.file": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "kit.make": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          member: string;
          renewed: boolean;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "measure.list": {
    parameters: {
      query?: {
        kind?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            measures: {
              actor: string;
              actorType: string;
              alternatives: {
                announced: string | null;
                /** @enum {unknown} */
                confidence: "high" | "medium" | "low";
                count: number | null;
                note: string;
                sources: string[];
              }[];
              announced: string | null;
              /** @enum {unknown} */
              confidence: "high" | "medium" | "low";
              count: number | null;
              detail: string;
              id: string;
              inTally: boolean;
              kind: string;
              sources: string[];
              target: string | null;
              verified: boolean;
            }[];
            reciprocal: {
              actor: string;
              actorType: string;
              alternatives: {
                announced: string | null;
                /** @enum {unknown} */
                confidence: "high" | "medium" | "low";
                count: number | null;
                note: string;
                sources: string[];
              }[];
              announced: string | null;
              /** @enum {unknown} */
              confidence: "high" | "medium" | "low";
              count: number | null;
              detail: string;
              id: string;
              inTally: boolean;
              kind: string;
              sources: string[];
              target: string | null;
              verified: boolean;
            }[];
          };
        };
      };
    };
  };
  "measure.add": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          measure: {
            actor: string;
            actor_type: string;
            announced: string | null;
            confidence: string;
            count: number | null;
            detail: string;
            in_tally: boolean;
            kind: string;
            sources: string[];
            target: string | null;
          };
          reciprocal: boolean;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            actor: string;
            actorType: string;
            alternatives: {
              announced: string | null;
              /** @enum {unknown} */
              confidence: "high" | "medium" | "low";
              count: number | null;
              note: string;
              sources: string[];
            }[];
            announced: string | null;
            /** @enum {unknown} */
            confidence: "high" | "medium" | "low";
            count: number | null;
            detail: string;
            id: string;
            inTally: boolean;
            kind: string;
            sources: string[];
            target: string | null;
            verified: boolean;
          };
        };
      };
    };
  };
  "measure.figure": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          figure: {
            announced: string | null;
            confidence: string;
            count: number | null;
            note: string;
            sources: string[];
          };
          measure: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            actor: string;
            actorType: string;
            alternatives: {
              announced: string | null;
              /** @enum {unknown} */
              confidence: "high" | "medium" | "low";
              count: number | null;
              note: string;
              sources: string[];
            }[];
            announced: string | null;
            /** @enum {unknown} */
            confidence: "high" | "medium" | "low";
            count: number | null;
            detail: string;
            id: string;
            inTally: boolean;
            kind: string;
            sources: string[];
            target: string | null;
            verified: boolean;
          };
        };
      };
    };
  };
  "measure.tally": {
    parameters: {
      query?: {
        asOf?: string;
        kind?: string;
        rule?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            asOf: string;
            byActor: {
              [key: string]: number;
            };
            conflicts: {
              actor: string;
              id: string;
              others: {
                announced: string | null;
                /** @enum {unknown} */
                confidence: "high" | "medium" | "low";
                count: number | null;
                sources: string[];
              }[];
              taken: {
                announced: string | null;
                /** @enum {unknown} */
                confidence: "high" | "medium" | "low";
                count: number | null;
                sources: string[];
              };
              why: string;
            }[];
            kind: string;
            notCounted: {
              id: string;
              reason: string;
            }[];
            organisations: string[];
            persons: number | null;
            rule: string;
            ruleText: string;
            said: string;
            states: number;
          };
        };
      };
    };
  };
  "member.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            members: {
              capacity: {
                hours: {
                  days: number[];
                  from: string;
                  to: string;
                } | null;
                languages: string[];
                reach: "node" | "hosted" | "mail" | "print";
                steps: {
                  [key: string]: {
                    by: string;
                    leadDays: number;
                    step: string;
                  }[];
                };
                timeZone: string;
              } | null;
              clearances: {
                [key: string]: {
                  caveats: string[];
                  upTo: string;
                };
              } | null;
              described: boolean;
              groups: string[];
              id: string;
              kind: string;
              name: string;
            }[];
          };
        };
      };
    };
  };
  "member.show": {
    parameters: {
      query?: {
        answer?: string;
        tZero?: string;
      };
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            capacity: {
              hours: {
                days: number[];
                from: string;
                to: string;
              } | null;
              languages: string[];
              reach: "node" | "hosted" | "mail" | "print";
              steps: {
                [key: string]: {
                  by: string;
                  leadDays: number;
                  step: string;
                }[];
              };
              timeZone: string;
            } | null;
            clearances: {
              [key: string]: {
                caveats: string[];
                upTo: string;
              };
            } | null;
            described: boolean;
            groups: string[];
            id: string;
            kind: string;
            name: string;
            steps: {
              answer: string;
              plans: {
                answerAtLatest: string | null;
                authority: string | null;
                kind: string;
                outcome: string;
                said: string;
                steps: {
                  by: string;
                  doneAt: string;
                  inTime: boolean;
                  leadDays: number;
                  step: string;
                }[];
              }[];
              tZero: string;
            } | null;
          };
        };
      };
    };
  };
  "misp.list-received": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            events: {
              changed: number;
              creator: string | null;
              creatorName: string;
              digest: string;
              info: string;
              receivedAt: string;
              receivedBy: string;
              sender: string;
              uuid: string;
              version: number;
            }[];
          };
        };
      };
    };
  };
  "misp.received": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        id: string;
        sender: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "misp.feed": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            files: {
              file: string;
              path: string;
            }[];
          };
        };
      };
    };
  };
  "notice.of-case": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            notices: {
              at: string;
              holders: {
                acknowledged: string | null;
                member: string;
              }[];
              kind: string;
              release: string;
              replacedBy: string | null;
              text: string;
            }[];
          };
        };
      };
    };
  };
  "board.own": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            approach: {
              answerBy: string;
              ask: string;
              company: {
                at: string;
                said: string;
              } | null;
              said: string;
              standing: string;
              timeZone: string;
              withinHours: boolean | null;
            } | null;
            cuts: {
              banner: string;
              document: string;
              documentTitle: string;
              id: string;
              json: string;
              page: string;
            }[];
            exercise: boolean;
            lead: {
              id: string;
              name: string;
            };
            member: string;
            now: string;
            pledge: {
              locked: string | null;
              open: {
                authority: string;
                placedAt: string;
                pledge: string;
                validUntil: string | null;
              } | null;
              sealed: {
                leaf: number;
                placedAt: string;
              } | null;
            };
            position: {
              at: string;
              by: string;
              position: string;
              statement: string;
            } | null;
            questions: {
              answer: string | null;
              askedAt: string;
              due: string;
              id: string;
              state: string;
              text: string;
            }[];
            slug: string;
            title: string;
            tZero: {
              dueAt: string;
              openItems: number;
              said: string;
              secondsLeft: number;
              state: string;
            } | null;
          };
        };
      };
    };
  };
  "pledge.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            pledges: {
              authority: string;
              levels: {
                condition: components["schemas"]["Condition"];
                measures: {
                  count: number;
                  kind: string;
                }[];
              }[];
              member: string;
              pledge: string;
              validUntil: string | null;
            }[];
          };
        };
      };
    };
  };
  "pledge.place": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @enum {unknown} */
          authority: "desk" | "minister" | "cabinet" | "parliament";
          pledge:
            | {
                text: string;
              }
            | {
                levels: unknown[];
              };
          sealed: {
            salt: string;
          } | null;
          validUntil: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            at: string;
            leaf: number;
            pledge: string | null;
            sealed: boolean;
          };
        };
      };
    };
  };
  "pledge.own": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            locked: string | null;
            open: {
              authority: string;
              leaf: number;
              levels: {
                condition: components["schemas"]["Condition"];
                measures: {
                  count: number;
                  kind: string;
                }[];
              }[];
              placedAt: string;
              pledge: string;
              validUntil: string | null;
            } | null;
            sealed: {
              leaf: number;
              placedAt: string;
            } | null;
          };
        };
      };
    };
  };
  "pledge.parse": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          pledge:
            | {
                text: string;
              }
            | {
                levels: unknown[];
              };
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            levels: {
              condition: components["schemas"]["Condition"];
              measures: {
                count: number;
                kind: string;
              }[];
            }[];
            member: string;
            pledge: string;
          };
        };
      };
    };
  };
  "pledge.receipt": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description As entente-receipt/1 (formats/receipt.schema.json). */
          receipt: unknown;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            at: string;
            authority: string;
            leaf: number;
            member: string;
            pledge: string;
            validUntil: string | null;
            /** @enum {boolean} */
            verified: true;
          };
        };
      };
    };
  };
  "pledge.vocabulary": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            case: string;
            groups: string[];
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            member: string;
            members: string[];
            weights: string[];
          };
        };
      };
    };
  };
  "pledge.withdraw": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            withdrawn: true;
          };
        };
      };
    };
  };
  "position.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            positions: {
              at: string;
              by: string;
              member: string;
              position: string;
              statement: string;
              told: string | null;
            }[];
          };
        };
      };
    };
  };
  "position.take": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @enum {unknown} */
          position: "considering" | "supportive" | "committed" | "declined";
          statement: string;
          told: null | {
            how: string;
            member: string;
          };
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            member: string;
            position: string;
          };
        };
      };
    };
  };
  "question.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueIfAskedNow: string;
            now: string;
            open: number;
            overdue: number;
            questions: {
              answer: {
                at: string;
                by: string;
                outcome: string;
                text: string;
              } | null;
              askedAt: string;
              askedBy: string;
              asks: {
                document: string;
                place: string;
                where: string;
              } | null;
              due: string;
              id: string;
              member: string;
              /** @enum {unknown} */
              state: "open" | "overdue" | "answered" | "unsealed" | "refused";
              text: string;
              told: string | null;
            }[];
          };
        };
      };
    };
  };
  "question.ask": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          place: null | {
            document: string;
            name: string;
          };
          text: string;
          told: null | {
            how: string;
            member: string;
          };
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            due: string;
            id: string;
            place: {
              name: string;
              where: string;
            } | null;
          };
        };
      };
    };
  };
  "record.preview": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            corrections: {
              at: string | null;
              changes: {
                now: string | null;
                old: string | null;
              }[];
              kind: string;
              subject: string;
              why: string | null;
            }[];
            documents: {
              name: string;
              title: string;
            }[];
            edition: number;
            exposures: {
              missing: {
                what: string;
                who: string;
              }[];
              name: string;
              version: number;
            }[];
            files: {
              path: string;
              size: number;
            }[];
            page: string;
            published: {
              edition: number;
              files: number;
              publishedAt: string;
            } | null;
          };
        };
      };
    };
  };
  "record.publish": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          exposures: string[];
          why: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            edition: number;
            record: string;
          };
        };
      };
    };
  };
  "record.preview-file": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        "*": string;
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "notice.acknowledge": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        release: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acknowledged: number;
            release: string;
          };
        };
      };
    };
  };
  "notice.send": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        release: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          kind: "correction" | "supersession" | "recall";
          replacedBy: string | null;
          text: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            file: string;
            kind: string;
            release: string;
          };
        };
      };
    };
  };
  "unsealing.plan": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        release: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          places: string[];
          reason: string;
          recipient: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            digest: string;
            proposal: {
              cut: string;
              format: string;
              places: {
                cleared: boolean;
                marking: string;
                place: string;
              }[];
              reason: string;
              recipient: string;
              release: string;
            };
          };
        };
      };
    };
  };
  "reminder.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            reminders: {
              at: string;
              day: string;
              due: string;
              kind: string;
              member: string;
              subject: string;
            }[];
          };
        };
      };
    };
  };
  "job.render": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: uuid */
          cut: string;
          form: "pdf" | "docx";
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            job: string;
          };
        };
      };
    };
  };
  "resolution.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acting: {
              authority: string;
              explanation: string;
              level: number;
              measures: {
                count: number;
                kind: string;
              }[];
              member: string;
              validUntil: string | null;
            }[];
            certificate: {
              alone: {
                levels: {
                  [key: string]: number;
                };
                steps: [string, number][];
              };
              format: string;
              together: {
                levels: {
                  [key: string]: number;
                };
                steps: [string, number][];
              };
            } | null;
            id: string;
            lockedAt: string;
            lockedBy: string;
            pledges: {
              format: string;
              groups: {
                [key: string]: string[];
              };
              pledges: {
                levels: {
                  condition: components["schemas"]["Condition"];
                  measures: {
                    count: number;
                    kind: string;
                  }[];
                }[];
                member: string;
              }[];
              weights: {
                [key: string]: {
                  [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  "pledges.lock": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acting: {
              authority: string;
              explanation: string;
              level: number;
              measures: {
                count: number;
                kind: string;
              }[];
              member: string;
              validUntil: string | null;
            }[];
            certificate: {
              alone: {
                levels: {
                  [key: string]: number;
                };
                steps: [string, number][];
              };
              format: string;
              together: {
                levels: {
                  [key: string]: number;
                };
                steps: [string, number][];
              };
            } | null;
            id: string;
            lockedAt: string;
            lockedBy: string;
            pledges: {
              format: string;
              groups: {
                [key: string]: string[];
              };
              pledges: {
                levels: {
                  condition: components["schemas"]["Condition"];
                  measures: {
                    count: number;
                    kind: string;
                  }[];
                }[];
                member: string;
              }[];
              weights: {
                [key: string]: {
                  [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  "resolution.own": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acts: {
              authority: string;
              measures: {
                count: number;
                kind: string;
              }[];
              validUntil: string | null;
            } | null;
            lockedAt: string | null;
          };
        };
      };
    };
  };
  "pledges.resolve": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acting: string[];
            alone: string[];
            explain: {
              [key: string]: string;
            };
            levels: {
              [key: string]: number;
            };
            pledges: {
              format: string;
              groups: {
                [key: string]: string[];
              };
              pledges: {
                levels: {
                  condition: components["schemas"]["Condition"];
                  measures: {
                    count: number;
                    kind: string;
                  }[];
                }[];
                member: string;
              }[];
              weights: {
                [key: string]: {
                  [key: string]: number;
                };
              };
            };
          };
        };
      };
    };
  };
  "search.find": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          most: number;
          query: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            hits: {
              cut: string | null;
              document: string;
              excerpt: string;
              place: string | null;
              rank: number;
            }[];
            more: boolean;
          };
        };
      };
    };
  };
  "case.stream": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "t-zero.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acts: {
              /** @enum {unknown} */
              act: "hold" | "resume" | "embargo" | "lift" | "exit";
              at: string;
              member: string;
              reason: string;
              until: string | null;
            }[];
            dueAt: string;
            dueBecause: string | null;
            instant: string;
            lateMs: number | null;
            openedAt: string | null;
            packages: {
              digest: string | null;
              leaf: number | null;
              leftOut: boolean;
              measures: {
                count: number | null;
                kind: string;
              }[];
              member: string;
              openedAt: string | null;
              text: string | null;
            }[];
            readiness: {
              hasText: boolean;
              items: {
                /** @enum {unknown} */
                "legal-step": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                "note-verbale": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                spokesperson: "open" | "done" | "not-needed";
                /** @enum {unknown} */
                "text-cleared": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                translated: "open" | "done" | "not-needed";
              };
              member: string;
            }[];
            rehearsals: {
              firstAt: string;
              heldAt: string;
              lastAt: string;
              packages: number;
              unready: number;
            }[];
            round: number;
            rules: {
              embargo: {
                liftedBy: string[];
                /** @enum {unknown} */
                loneExit: "opens-all" | "stands-down-all" | "leaves-out-the-one";
                /** @enum {unknown} */
                several: "shortest-wins";
              };
              hold: {
                /** @enum {unknown} */
                effect: "pauses-all" | "leaves-out-the-one";
                longestMinutes: number;
                who: string[];
              };
            };
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
            stoodDownAt: string | null;
            stoodDownBecause: string | null;
            timeZone: string;
          };
        };
      };
    };
  };
  "t-zero.set": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          instant: string;
          members: string[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            instant: string;
            members: string[];
          };
        };
      };
    };
  };
  "t-zero.arm": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          unreadySeen: number;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            packages: number;
          };
        };
      };
    };
  };
  "t-zero.countdown": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            instant: string;
            now: string;
            said: string;
            secondsLeft: number;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
            timeZone: string;
          };
        };
      };
    };
  };
  "t-zero.done": {
    parameters: {
      query?: {
        asOf?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            asOf: string;
            items: {
              atLeast: boolean;
              done: number;
              kind: string;
              measures: string[];
              member: string;
              /** @enum {unknown} */
              outcome: "done" | "part" | "nothing";
              pledged: number | null;
            }[];
            reminders: {
              daysSince: number;
              kind: string;
              member: string;
              missing: number;
            }[];
            rule: string;
          };
        };
      };
    };
  };
  "t-zero.embargo": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
          until: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            opening: {
              lateMs: number | null;
              openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  "t-zero.exit": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            opening: {
              lateMs: number | null;
              openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  "t-zero.hold": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            opening: {
              lateMs: number | null;
              openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  "t-zero.lift": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            opening: {
              lateMs: number | null;
              openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  "t-zero.open": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            because: string | null;
            dueAt: string;
            lateMs: number | null;
            leftOut: string[];
            openedAt: string | null;
            /** @enum {unknown} */
            outcome: "opened" | "opened-before" | "stood-down";
            packages: number;
          };
        };
      };
    };
  };
  "t-zero.ready": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          items: {
            /** @enum {unknown} */
            item: "text-cleared" | "translated" | "note-verbale" | "spokesperson" | "legal-step";
            /** @enum {unknown} */
            state: "open" | "done" | "not-needed";
          }[];
          text: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            hasText: boolean;
            items: {
              /** @enum {unknown} */
              "legal-step": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              "note-verbale": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              spokesperson: "open" | "done" | "not-needed";
              /** @enum {unknown} */
              "text-cleared": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              translated: "open" | "done" | "not-needed";
            };
            member: string;
          };
        };
      };
    };
  };
  "t-zero.rehearse": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            damaged: string[];
            firstAt: string;
            heldAt: string;
            lastAt: string;
            packages: number;
            /** @enum {boolean} */
            rehearsal: true;
            unready: number;
            widthMs: number;
            withoutText: string[];
          };
        };
      };
    };
  };
  "t-zero.resume": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            dueAt: string;
            opening: {
              lateMs: number | null;
              openedAt: string | null;
            } | null;
            /** @enum {unknown} */
            state: "set" | "armed" | "opened" | "stood-down";
          };
        };
      };
    };
  };
  "t-zero.stand-down": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          reason: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            state: "stood-down";
          };
        };
      };
    };
  };
  "t-zero.width": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            asOf: string;
            done: {
              days: number;
              first: string;
              last: string;
            } | null;
            dueAt: string;
            instant: string;
            lateMs: number;
            leftOut: string[];
            openedAt: string;
            openedWidthMs: number;
            packages: number;
            rehearsedWidthMs: number[];
          };
        };
      };
    };
  };
  "unsealing.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            unsealings: {
              approvedBy: string | null;
              digest: string;
              issued: boolean;
              places: string[];
              proposedBy: string;
              reason: string;
              recipient: string;
              release: string | null;
            }[];
          };
        };
      };
    };
  };
  "unsealing.approve": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        plan: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            approved: boolean;
            digest: string;
          };
        };
      };
    };
  };
  "unsealing.issue": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
        plan: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            digest: string;
            file: string;
          };
        };
      };
    };
  };
  "what-if.each": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acting: number;
            answers: {
              acting: number;
              change:
                | {
                    /** @enum {string} */
                    kind: "acts";
                    level: number;
                    member: string;
                  }
                | {
                    /** @enum {string} */
                    kind: "offers";
                    measures: {
                      count: number;
                      kind: string;
                    }[];
                    member: string;
                  }
                | {
                    /** @enum {string} */
                    kind: "withdraws";
                    member: string;
                  };
              followed: {
                from: number;
                member: string;
                to: number;
              }[];
            }[];
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            limits: string;
          };
        };
      };
    };
  };
  "what-if.ask": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          joins: string[];
          raises: string[];
          withdraws: string[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            after: {
              acting: number;
              totals: {
                [key: string]: number;
              };
            };
            before: {
              acting: number;
              totals: {
                [key: string]: number;
              };
            };
            changed: {
              from: number;
              member: string;
              to: number;
            }[];
            changes: (
              | {
                  /** @enum {string} */
                  kind: "acts";
                  level: number;
                  member: string;
                }
              | {
                  /** @enum {string} */
                  kind: "offers";
                  measures: {
                    count: number;
                    kind: string;
                  }[];
                  member: string;
                }
              | {
                  /** @enum {string} */
                  kind: "withdraws";
                  member: string;
                }
            )[];
            followed: {
              from: number;
              member: string;
              to: number;
            }[];
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            limits: string;
          };
        };
      };
    };
  };
  "what-if.keystones": {
    parameters: {
      query?: {
        target?: string;
      };
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acting: number;
            keystones: {
              acting: number;
              collapses: boolean;
              followed: {
                from: number;
                member: string;
                to: number;
              }[];
              member: string;
              value: number;
            }[];
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            limits: string;
            needed: number;
            target:
              | (
                  | {
                      atLeast: number;
                      /** @enum {string} */
                      kind: "acting";
                    }
                  | {
                      atLeast: number;
                      /** @enum {string} */
                      kind: "total";
                      measure: string;
                    }
                  | {
                      /** @enum {string} */
                      kind: "named";
                      members: string[];
                    }
                )
              | null;
            value: number;
          };
        };
      };
    };
  };
  "what-if.persuade": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          also: string[];
          costs: string;
          levels: string;
          never: string;
          target: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            atLeast: number;
            cost: number;
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            limits: string;
            /** @enum {unknown} */
            method: "exact" | "greedy" | "impossible";
            most: number;
            needed: number;
            now: number;
            open: number;
            outcome: {
              after: {
                acting: number;
                totals: {
                  [key: string]: number;
                };
              };
              before: {
                acting: number;
                totals: {
                  [key: string]: number;
                };
              };
              changed: {
                from: number;
                member: string;
                to: number;
              }[];
              followed: {
                from: number;
                member: string;
                to: number;
              }[];
            };
            persuaded: {
              cost: number;
              level: number;
              measures: {
                count: number;
                kind: string;
              }[];
              member: string;
            }[];
            target:
              | {
                  atLeast: number;
                  /** @enum {string} */
                  kind: "acting";
                }
              | {
                  atLeast: number;
                  /** @enum {string} */
                  kind: "total";
                  measure: string;
                }
              | {
                  /** @enum {string} */
                  kind: "named";
                  members: string[];
                };
          };
        };
      };
    };
  };
  "what-if.robustness": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        case: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          effort: number;
          staying: string;
          target: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            atLeast: number;
            exact: boolean;
            /** @enum {unknown} */
            kind: "below" | "bears" | "falls";
            kinds: {
              counted: boolean;
              id: string;
              many: string;
              one: string;
            }[];
            limits: string;
            needed: number;
            outcome: {
              after: {
                acting: number;
                totals: {
                  [key: string]: number;
                };
              };
              before: {
                acting: number;
                totals: {
                  [key: string]: number;
                };
              };
              changed: {
                from: number;
                member: string;
                to: number;
              }[];
              followed: {
                from: number;
                member: string;
                to: number;
              }[];
            };
            resolutions: number;
            target:
              | {
                  atLeast: number;
                  /** @enum {string} */
                  kind: "acting";
                }
              | {
                  atLeast: number;
                  /** @enum {string} */
                  kind: "total";
                  measure: string;
                }
              | {
                  /** @enum {string} */
                  kind: "named";
                  members: string[];
                };
            value: number;
            withdrawals: string[];
          };
        };
      };
    };
  };
  "api.docs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "exercise.open": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          coalition: string | null;
          community: string;
          facts: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            case: string;
            exercise: boolean;
            title: string;
          };
        };
      };
    };
  };
  "foreign.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            cases: {
              answerBy: string;
              ask: string;
              cuts: {
                banner: string;
                document: string;
                noticed: boolean;
                opened: boolean;
                title: string;
              }[];
              exercise: boolean;
              id: string;
              lead: string;
              name: string;
              position: string | null;
              readiness: {
                /** @enum {unknown} */
                "legal-step": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                "note-verbale": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                spokesperson: "open" | "done" | "not-needed";
                /** @enum {unknown} */
                "text-cleared": "open" | "done" | "not-needed";
                /** @enum {unknown} */
                translated: "open" | "done" | "not-needed";
              } | null;
              refused: number;
              takesSealed: boolean;
              title: string;
              tZero: {
                dueAt: string;
                instant: string;
                round: number;
                /** @enum {unknown} */
                state: "set" | "armed" | "opened" | "stood-down";
              } | null;
              waiting: number;
            }[];
          };
        };
      };
    };
  };
  "foreign.show": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            answerBy: string;
            ask: string;
            cuts: {
              banner: string;
              document: string;
              noticed: boolean;
              opened: boolean;
              title: string;
            }[];
            exercise: boolean;
            id: string;
            lead: string;
            letters: {
              answers: number | null;
              at: string;
              /** @enum {unknown} */
              direction: "in" | "out";
              doneAt: string | null;
              kind: string;
              leaf: number | null;
              number: number;
              said: string;
              /** @enum {unknown} */
              state: "held" | "taken" | "refused" | "waiting" | "delivered" | "confirmed";
              told: string | null;
            }[];
            name: string;
            position: string | null;
            readiness: {
              /** @enum {unknown} */
              "legal-step": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              "note-verbale": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              spokesperson: "open" | "done" | "not-needed";
              /** @enum {unknown} */
              "text-cleared": "open" | "done" | "not-needed";
              /** @enum {unknown} */
              translated: "open" | "done" | "not-needed";
            } | null;
            takesSealed: boolean;
            title: string;
            tZero: {
              dueAt: string;
              instant: string;
              round: number;
              /** @enum {unknown} */
              state: "set" | "armed" | "opened" | "stood-down";
            } | null;
            vocabulary: {
              groups: string[];
              kinds: {
                counted: boolean;
                id: string;
                many: string;
                one: string;
              }[];
              members: string[];
              weights: string[];
            } | null;
          };
        };
      };
    };
  };
  "foreign.acknowledge": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          release: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.open-cut": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        document: string;
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            broughtAt: string;
            document: string;
            files: {
              file: string;
              path: string;
            }[];
            letter: number;
            title: string;
          };
        };
      };
    };
  };
  "foreign.done": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          actorType: string;
          announced: string | null;
          /** @enum {unknown} */
          confidence: "high" | "medium" | "low";
          count: number | null;
          detail: string;
          inTally: boolean;
          kind: string;
          sources: string[];
          target: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.pledge": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @enum {unknown} */
          authority: "desk" | "minister" | "cabinet" | "parliament";
          levels: unknown[];
          sealed: {
            salt: string;
          } | null;
          validUntil: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.withdraw": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.position": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @enum {unknown} */
          position: "considering" | "supportive" | "committed" | "declined";
          statement: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.ask": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          place: null | {
            document: string;
            name: string;
          };
          text: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "foreign.ready": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        foreign: string;
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          items: {
            /** @enum {unknown} */
            item: "text-cleared" | "translated" | "note-verbale" | "spokesperson" | "legal-step";
            /** @enum {unknown} */
            state: "open" | "done" | "not-needed";
          }[];
          text: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            letter: number;
          };
        };
      };
    };
  };
  "node.health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "alive";
          };
        };
      };
    };
  };
  "invitation.accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          code: string;
          name: string | null;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            acceptance: string;
            checkCode: string | null;
            member: string;
            name: string;
          };
        };
      };
    };
  };
  "invitation.complete": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          acceptance: string;
          answer: {
            clientExtensionResults: Record<string, never>;
            id: string;
            rawId: string;
            response: {
              attestationObject: string;
              clientDataJSON: string;
              transports: string[];
            };
            /** @enum {string} */
            type: "public-key";
          };
          name: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            expiresAt: string;
            seat: string;
          };
        };
      };
    };
  };
  "invitation.passkey-ask": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          acceptance: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            attestation: "none";
            authenticatorSelection: {
              /** @enum {boolean} */
              requireResidentKey: true;
              /** @enum {string} */
              residentKey: "required";
              /** @enum {string} */
              userVerification: "required";
            };
            challenge: string;
            excludeCredentials: {
              id: string;
              transports?: string[];
              /** @enum {string} */
              type: "public-key";
            }[];
            pubKeyCredParams: {
              alg: number;
              /** @enum {string} */
              type: "public-key";
            }[];
            rp: {
              id: string;
              name: string;
            };
            timeout: number;
            user: {
              displayName: string;
              id: string;
              name: string;
            };
          };
        };
      };
    };
  };
  "invitation.waiting": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          acceptance: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            confirmed: boolean;
            member: string;
            name: string;
          };
        };
      };
    };
  };
  "invitation.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            invitations: {
              expiresAt: string;
              id: string;
              kind: "first" | "seat" | "recovery";
              madeBy: string;
              member: string;
              name: string | null;
              role: string | null;
              secondBy: string | null;
              state: "proposed" | "open" | "accepted" | "confirmed";
            }[];
          };
        };
      };
    };
  };
  "invitation.make": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          cases: "all" | string[];
          seat: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            code: string;
            expiresAt: string;
            id: string;
          };
        };
      };
    };
  };
  "invitation.withdraw": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "invitation.confirm": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          check: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            right: boolean;
          };
        };
      };
    };
  };
  "key.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            keys: {
              fingerprint: string;
              generation: number;
              member: string;
              replacedOn: string | null;
              revokedOn: string | null;
              since: string | null;
              state: "in use" | "replaced" | "revoked";
              use: "issuer" | "authority";
            }[];
            ledger: string;
            witness: string[];
          };
        };
      };
    };
  };
  "session.list-members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            sessions: {
              expiresAt: string;
              id: string;
              openedAt: string;
              own: boolean;
              seat: string;
              signedInWith: "passkey" | "single-sign-on";
              usedAt: string;
            }[];
          };
        };
      };
    };
  };
  "token.list-members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            tokens: {
              expiresAt: string;
              id: string;
              kind: "token" | "certificate";
              label: string;
              madeAt: string;
              scopes: "all" | string[];
              seat: string;
              usedAt: string | null;
            }[];
          };
        };
      };
    };
  };
  "trail.export": {
    parameters: {
      query?: {
        form?: "jsonl" | "csv";
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "node.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            nodes: {
              address: string | null;
              digits: string | null;
              findings: {
                code: string;
                said: string;
              }[];
              fingerprint: string;
              heardAt: string | null;
              held: number;
              kitCase: string | null;
              lastIn: string | null;
              lastOut: string | null;
              member: string;
              /** @enum {unknown} */
              state: "added" | "asked" | "paired" | "stopped" | "ended";
              troubles: {
                at: string;
                code: string;
                said: string;
                /** @enum {unknown} */
                side: "here" | "there";
              }[];
              waiting: number;
              words: string | null;
            }[];
          };
        };
      };
    };
  };
  "node.add": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          address: string | null;
          card: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            fingerprint: string;
            member: string;
          };
        };
      };
    };
  };
  "node.end": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            ended: true;
            member: string;
          };
        };
      };
    };
  };
  "bundle.write": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "node.sync": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        member: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            brought: number;
            fetched: number;
            member: string;
            trouble: {
              code: string;
              said: string;
            } | null;
            waiting: number;
          };
        };
      };
    };
  };
  "node.pair": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        member: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          heard: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            fingerprint: string;
            member: string;
          };
        };
      };
    };
  };
  "node.card": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            address: string | null;
            card: string;
            digits: string;
            fingerprint: string;
            member: string;
            words: string;
          };
        };
      };
    };
  };
  "api.description": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "passkey.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            passkeys: {
              deviceBound: boolean;
              id: string;
              madeAt: string;
              name: string;
              usedAt: string | null;
            }[];
            providers: string[];
          };
        };
      };
    };
  };
  "passkey.add": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answer: {
            clientExtensionResults: Record<string, never>;
            id: string;
            rawId: string;
            response: {
              attestationObject: string;
              clientDataJSON: string;
              transports: string[];
            };
            /** @enum {string} */
            type: "public-key";
          };
          name: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "passkey.remove": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        passkey: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "passkey.first": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answer: {
            clientExtensionResults: Record<string, never>;
            id: string;
            rawId: string;
            response: {
              attestationObject: string;
              clientDataJSON: string;
              transports: string[];
            };
            /** @enum {string} */
            type: "public-key";
          };
          name: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "passkey.ask": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            attestation: "none";
            authenticatorSelection: {
              /** @enum {boolean} */
              requireResidentKey: true;
              /** @enum {string} */
              residentKey: "required";
              /** @enum {string} */
              userVerification: "required";
            };
            challenge: string;
            excludeCredentials: {
              id: string;
              transports?: string[];
              /** @enum {string} */
              type: "public-key";
            }[];
            pubKeyCredParams: {
              alg: number;
              /** @enum {string} */
              type: "public-key";
            }[];
            rp: {
              id: string;
              name: string;
            };
            timeout: number;
            user: {
              displayName: string;
              id: string;
              name: string;
            };
          };
        };
      };
    };
  };
  "node.ready": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "ready";
          };
        };
      };
    };
  };
  "record.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            records: {
              case: string;
              edition: number;
              href: string;
              publishedAt: string;
            }[];
          };
        };
      };
    };
  };
  "record.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            edition: number;
            files: {
              bytes: string;
              path: string;
            }[];
          };
        };
      };
    };
  };
  "recovery.propose": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          member: string;
          name: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            expiresAt: string;
            id: string;
          };
        };
      };
    };
  };
  "recovery.approve": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          member: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            code: string;
            expiresAt: string;
            id: string;
          };
        };
      };
    };
  };
  "seat.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            seats: {
              cases: "all" | string[];
              grantedAt: string;
              grantedBy: string;
              id: string;
              seat: string;
              withdrawal: {
                at: string;
                by: string;
              } | null;
            }[];
          };
        };
      };
    };
  };
  "seat.give": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          cases: "all" | string[];
          seat: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
          };
        };
      };
    };
  };
  "seat.withdraw": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            seat: string;
            state: "proposed" | "withdrawn";
          };
        };
      };
    };
  };
  "session.show": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            by: "session" | "token" | "certificate" | "exercise-control";
            host: string | null;
            seat: string | null;
            seats: string[];
          };
        };
      };
    };
  };
  "session.leave": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "session.sit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          seat: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "session.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            sessions: {
              expiresAt: string;
              id: string;
              openedAt: string;
              own: boolean;
              seat: string;
              signedInWith: "passkey" | "single-sign-on";
              usedAt: string;
            }[];
          };
        };
      };
    };
  };
  "session.end": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "sign-in.ways": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            host: string | null;
            kind: "exercise" | "real";
            providers: {
              id: string;
              name: string;
            }[];
          };
        };
      };
    };
  };
  "sign-in.passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answer: {
            clientExtensionResults: Record<string, never>;
            id: string;
            rawId: string;
            response: {
              authenticatorData: string;
              clientDataJSON: string;
              signature: string;
              userHandle?: string;
            };
            /** @enum {string} */
            type: "public-key";
          };
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            expiresAt: string;
            seat: string;
          };
        };
      };
    };
  };
  "sign-in.ask": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            allowCredentials: {
              id: string;
              transports?: string[];
              /** @enum {string} */
              type: "public-key";
            }[];
            challenge: string;
            rpId: string;
            timeout: number;
            /** @enum {string} */
            userVerification: "required";
          };
        };
      };
    };
  };
  "sign-in.provider": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          binding: string;
          returned: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            expiresAt: string;
            seat: string;
          };
        };
      };
    };
  };
  "sign-in.provider-ask": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          acceptance: string | null;
          provider: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            address: string;
            binding: string;
          };
        };
      };
    };
  };
  "step-up.sign": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          answer: {
            clientExtensionResults: Record<string, never>;
            id: string;
            rawId: string;
            response: {
              authenticatorData: string;
              clientDataJSON: string;
              signature: string;
              userHandle?: string;
            };
            /** @enum {string} */
            type: "public-key";
          };
          id: string;
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "node.stream": {
    parameters: {
      query?: {
        /** @description id of the last event you were told, where the header last-event-id cannot be sent; what came after it is told at once */
        since?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "token.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            tokens: {
              expiresAt: string;
              id: string;
              kind: "token" | "certificate";
              label: string;
              madeAt: string;
              scopes: "all" | string[];
              seat: string;
              usedAt: string | null;
            }[];
          };
        };
      };
    };
  };
  "token.add": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          days: number;
          digest: string;
          kind: "token" | "certificate";
          label: string;
          scopes: "all" | string[];
        };
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            expiresAt: string;
            id: string;
          };
        };
      };
    };
  };
  "token.revoke": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            done: true;
          };
        };
      };
    };
  };
  "ledger.checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "ledger.proof": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        leaf: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "ledger.tile": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        "*": string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "node.metrics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "record.file": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        "*": string;
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "notice.list": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        release: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            notices: string[];
          };
        };
      };
    };
  };
  "witness.checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        origin: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
  "witness.add-checkpoint": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": string;
      };
    };
    responses: {
      /** @description A problem document. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A problem document. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
    };
  };
}
