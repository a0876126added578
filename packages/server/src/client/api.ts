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
