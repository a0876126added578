// What the objects of STIX hold: one line for each type, after the property tables of STIX 2.1 (sections 3 to 7), in their
// order. `name*:text` is a property that must be there. Properties in no line are allowed and kept, because whoever reads STIX
// must not refuse what it does not know. The schema that others may check with and our own checks come from these lines alone.

/** Parts of properties. */
export const PHASE = "kill_chain_name*:text phase_name*:text";
export const CONTAINED = "type*:text";
export const PART = "body:text body_raw_ref:ref content_type:text content_disposition:text";
export const REGISTRY_VALUE = "name:text data:text data_type:text";
export const EXTERNAL_REFERENCE =
  "source_name*:text description:text url:text hashes:hashes external_id:text";
export const GRANULAR = "lang:text marking_ref:ref selectors*:texts";

/** What every object has. */
export const COMMON =
  "type*:text id*:ref created_by_ref:ref labels:texts confidence:confidence lang:text external_references:references object_marking_refs:refs granular_markings:granular extensions:extensions";
const VERSIONED = "created*:moment modified*:moment revoked:flag";

const DOMAIN: Readonly<Record<string, string>> = {
  "attack-pattern": "name*:text description:text aliases:texts kill_chain_phases:phases",
  campaign: "name*:text description:text aliases:texts first_seen:time last_seen:time objective:text",
  "course-of-action": "name*:text description:text",
  grouping: "name:text description:text context*:text object_refs*:refs",
  identity:
    "name*:text description:text roles:texts identity_class:text sectors:texts contact_information:text",
  incident: "name*:text description:text",
  indicator:
    "name:text description:text indicator_types:texts pattern*:text pattern_type*:text pattern_version:text valid_from*:time valid_until:time kill_chain_phases:phases",
  infrastructure:
    "name*:text description:text infrastructure_types:texts aliases:texts kill_chain_phases:phases first_seen:time last_seen:time",
  "intrusion-set":
    "name*:text description:text aliases:texts first_seen:time last_seen:time goals:texts resource_level:text primary_motivation:text secondary_motivations:texts",
  location:
    "name:text description:text latitude:latitude longitude:longitude precision:precision region:text country:text administrative_area:text city:text street_address:text postal_code:text",
  malware:
    "name:text description:text malware_types:texts is_family*:flag aliases:texts kill_chain_phases:phases first_seen:time last_seen:time operating_system_refs:refs architecture_execution_envs:texts implementation_languages:texts capabilities:texts sample_refs:refs",
  "malware-analysis":
    "product*:text version:text host_vm_ref:ref operating_system_ref:ref installed_software_refs:refs configuration_version:text modules:texts analysis_engine_version:text analysis_definition_version:text submitted:time analysis_started:time analysis_ended:time result_name:text result:text analysis_sco_refs:refs sample_ref:ref",
  note: "abstract:text content*:text authors:texts object_refs*:refs",
  "observed-data":
    "first_observed*:time last_observed*:time number_observed*:observed objects:container object_refs:refs",
  opinion: "explanation:text authors:texts opinion*:agreement object_refs*:refs",
  report: "name*:text description:text report_types:texts published*:time object_refs*:refs",
  "threat-actor":
    "name*:text description:text threat_actor_types:texts aliases:texts first_seen:time last_seen:time roles:texts goals:texts sophistication:text resource_level:text primary_motivation:text secondary_motivations:texts personal_motivations:texts",
  tool: "name*:text description:text tool_types:texts aliases:texts kill_chain_phases:phases tool_version:text",
  vulnerability: "name*:text description:text",
};

const RELATIONSHIPS: Readonly<Record<string, string>> = {
  relationship:
    "relationship_type*:text description:text source_ref*:ref target_ref*:ref start_time:time stop_time:time",
  sighting:
    "description:text first_seen:time last_seen:time count:sightings sighting_of_ref*:ref observed_data_refs:refs where_sighted_refs:refs summary:flag",
};

const META: Readonly<Record<string, string>> = {
  "language-content": `${VERSIONED} object_ref*:ref object_modified:time contents*:dictionaries`,
  "marking-definition": "created*:time name:text definition_type:text definition:dictionary",
  "extension-definition": `${VERSIONED} created_by_ref*:ref name*:text description:text schema*:text version*:text extension_types*:additions extension_properties:texts`,
};

const OBSERVABLES: Readonly<Record<string, string>> = {
  artifact:
    "mime_type:text payload_bin:binary url:text hashes:hashes encryption_algorithm:cipher decryption_key:text",
  "autonomous-system": "number*:integer name:text rir:text",
  directory: "path*:text path_enc:text ctime:time mtime:time atime:time contains_refs:refs",
  "domain-name": "value*:text resolves_to_refs:refs",
  "email-addr": "value*:text display_name:text belongs_to_ref:ref",
  "email-message":
    "is_multipart*:flag date:time content_type:text from_ref:ref sender_ref:ref to_refs:refs cc_refs:refs bcc_refs:refs message_id:text subject:text received_lines:texts additional_header_fields:dictionary body:text body_multipart:parts raw_email_ref:ref",
  file: "hashes:hashes size:count name:text name_enc:text magic_number_hex:hex mime_type:text ctime:time mtime:time atime:time parent_directory_ref:ref contains_refs:refs content_ref:ref",
  "ipv4-addr": "value*:text resolves_to_refs:refs belongs_to_refs:refs",
  "ipv6-addr": "value*:text resolves_to_refs:refs belongs_to_refs:refs",
  "mac-addr": "value*:text",
  mutex: "name*:text",
  "network-traffic":
    "start:time end:time is_active:flag src_ref:ref dst_ref:ref src_port:port dst_port:port protocols*:texts src_byte_count:count dst_byte_count:count src_packets:count dst_packets:count ipfix:dictionary src_payload_ref:ref dst_payload_ref:ref encapsulates_refs:refs encapsulated_by_ref:ref",
  process:
    "is_hidden:flag pid:integer created_time:time cwd:text command_line:text environment_variables:dictionary opened_connection_refs:refs creator_user_ref:ref image_ref:ref parent_ref:ref child_refs:refs",
  software: "name*:text cpe:text swid:text languages:texts vendor:text version:text",
  url: "value*:text",
  "user-account":
    "user_id:text credential:text account_login:text account_type:text display_name:text is_service_account:flag is_privileged:flag can_escalate_privs:flag is_disabled:flag account_created:time account_expires:time credential_last_changed:time account_first_login:time account_last_login:time",
  "windows-registry-key":
    "key:text values:registry modified_time:time creator_user_ref:ref number_of_subkeys:integer",
  "x509-certificate":
    "is_self_signed:flag hashes:hashes version:text serial_number:text signature_algorithm:text issuer:text validity_not_before:time validity_not_after:time subject:text subject_public_key_algorithm:text subject_public_key_modulus:text subject_public_key_exponent:integer x509_v3_extensions:dictionary",
};

/** Lines of STIX 2.0 where they ask for more or less than those of 2.1 (STIX 2.0, part 2). */
const OLDER: Readonly<Record<string, string>> = {
  identity: "name*:text identity_class*:text",
  indicator: "labels*:texts name:text description:text pattern*:text valid_from*:time valid_until:time",
  malware: "labels*:texts name*:text description:text",
  "observed-data": "first_observed*:time last_observed*:time number_observed*:observed objects*:container",
  report: "labels*:texts name*:text description:text published*:time object_refs*:refs",
  "threat-actor": "labels*:texts name*:text description:text aliases:texts roles:texts goals:texts",
  tool: "labels*:texts name*:text description:text kill_chain_phases:phases tool_version:text",
};
/** Types there are since 2.1. In 2.0 what is observed stands inside `observed-data`. */
const NEWER = new Set([
  ...["grouping", "incident", "infrastructure", "location", "malware-analysis", "note", "opinion"],
  ...["language-content", "extension-definition"],
]);

/** An object of a domain, a relationship, what markings and languages are about, or something observed. */
export type StixKind = "domain" | "relationship" | "meta" | "observable";

export interface StixLine {
  readonly type: string;
  readonly kind: StixKind;
  readonly line: string;
  /** Of STIX 2.0; null where 2.0 has no such type. */
  readonly older: string | null;
}

export const stixLines: readonly StixLine[] = [
  ...listLines("domain", DOMAIN, VERSIONED),
  ...listLines("relationship", RELATIONSHIPS, VERSIONED),
  ...listLines("meta", META, ""),
  ...listLines("observable", OBSERVABLES, "defanged:flag"),
];

function listLines(kind: StixKind, lines: Readonly<Record<string, string>>, also: string): StixLine[] {
  const isObservable = kind === "observable";
  return Object.entries(lines).map(([type, own]) => ({
    ...{ type, kind },
    line: `${COMMON} spec_version${isObservable ? "" : "*"}:version ${also} ${own}`,
    older: isObservable || NEWER.has(type) ? null : `${COMMON} ${also} ${OLDER[type] ?? own}`,
  }));
}

export interface Property {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** The properties of a line; one that is named again is asked for as the last time. */
export function readLine(line: string): readonly Property[] {
  const properties = new Map<string, Property>();
  for (const word of line.split(" ").filter((one) => one !== "")) {
    const [name = "", type = ""] = word.split(":");
    const plain = name.replace("*", "");
    properties.set(plain, { name: plain, type, required: plain !== name });
  }
  return [...properties.values()];
}
