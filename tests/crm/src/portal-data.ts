// A customer that does not exist, with the choices that the portal's forms offer.
import type { IDropdownOption, ITag } from "@fluentui/react";

export const customer = {
  name: "Northlake Dairy Cooperative",
  id: "FT-204817",
  region: "North America",
  seats: "12,400",
  segment: "Enterprise",
  agreement: "E5, renews June 2021",
};

export const tenants: readonly ITag[] = [
  { key: "northlakedairy", name: "northlakedairy.onmicrosoft.com" },
  { key: "northlakefarms", name: "northlakefarms.onmicrosoft.com" },
  { key: "nldc-test", name: "nldc-test.onmicrosoft.com" },
];

function options(...labels: string[]): IDropdownOption[] {
  return labels.map((label) => ({ key: label, text: label }));
}

/** The four of today, then those that old notes and slow teams still use. */
export const noteCategories = options(
  "Engagement Management",
  "Technical Enablement",
  "Service Intent",
  "Environment",
  "Migration",
  "Technical Notes",
  "Service Status Notes",
  "Customer Sat Notes",
);

export const services = options(
  "Exchange Online",
  "SharePoint Online",
  "OneDrive for Business",
  "Microsoft Teams",
  "Intune",
  "Azure AD Premium",
  "Office 365 ProPlus",
);

export interface TimeTask {
  id: string;
  service: string;
  title: string;
  owner: string;
  hours: string;
  state: "In Progress" | "Not Started" | "Completed";
}

export const timeTasks: readonly TimeTask[] = [
  { id: "STE-55121", service: "Microsoft Teams", title: "Meetings and calling readiness", owner: "R. Okafor", hours: "6.5", state: "In Progress" },
  { id: "STE-55148", service: "Exchange Online", title: "Hybrid configuration review", owner: "R. Okafor", hours: "3.0", state: "In Progress" },
  { id: "STE-55173", service: "Intune", title: "Device enrolment for plant staff", owner: "M. Ferreira", hours: "0.0", state: "Not Started" },
  { id: "STE-54990", service: "OneDrive for Business", title: "Known folder move pilot", owner: "M. Ferreira", hours: "11.0", state: "Completed" },
];

export const taskIds = timeTasks.map((task) => ({ key: task.id, text: `${task.id} ${task.title}` }));

export const entitlements = [
  { service: "Microsoft Teams", seats: "12,400", l1: "In Progress", l2: "Active deployment", l3: "None" },
  { service: "Exchange Online", seats: "12,400", l1: "In Progress", l2: "Active migration", l3: "None" },
  { service: "Intune", seats: "9,800", l1: "Not Started", l2: "Planning", l3: "Awaiting design" },
] as const;

export const l1Statuses = options("Not Started", "In Progress", "On Hold", "Declined", "Completed");
export const l2Reasons = options(
  "Active deployment",
  "Planning",
  "Customer resources",
  "Customer priorities changed",
  "Customer unresponsive",
  "Competitive product",
);
export const l3Reasons = options("None", "Awaiting design", "Network readiness", "Identity", "Product gap");

export const enterpriseReasons = options(
  "Deployment on track",
  "Deployment delayed",
  "Deployment accelerated",
  "Escalation",
  "Executive request",
);
export const ragStatuses = options("Red", "Yellow", "Green");

/** What a template puts into the note: headings with an empty line under each. */
export const templates = [
  {
    name: "Executive Summary",
    headings: [
      "Customer",
      "Executive Summary",
      "M365 Deployment Progress",
      "Relationship Overview",
      "Key Workloads",
      "Requests for Support",
    ],
  },
  { name: "Workload Update", headings: ["STATUS", "SUMMARY", "NEXT ACTION", "CONCERNS"] },
] as const;
