// The Status tab and its four sub-tabs.
import { Link, Pivot, PivotItem, PrimaryButton } from "@fluentui/react";
import { useState } from "react";
import { EnterpriseStatus } from "./enterprise-status.tsx";
import { EntitlementDialog } from "./entitlement-dialog.tsx";
import { entitlements } from "./portal-data.ts";

function OverallStatus() {
  return (
    <section className="card" aria-labelledby="overall-heading">
      <h2 id="overall-heading">Overall Status</h2>
      <dl className="facts">
        <div>
          <dt>Engagement</dt>
          <dd>Fully Engaged</dd>
        </div>
        <div>
          <dt>M365 deployment</dt>
          <dd>Partially Deployed</dd>
        </div>
        <div>
          <dt>Last contact</dt>
          <dd>16 March 2020</dd>
        </div>
      </dl>
    </section>
  );
}

function ServiceStatus() {
  const [service, setService] = useState<string | null>(null);
  return (
    <section className="card" aria-labelledby="service-heading">
      <div className="card-head">
        <h2 id="service-heading">Service Status</h2>
        <PrimaryButton text="Add Entitlement Status" onClick={() => setService("Microsoft Teams")} />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Seats</th>
            <th scope="col">Status / L1</th>
            <th scope="col">Reason / L2</th>
            <th scope="col">Engineering Reason / L3</th>
          </tr>
        </thead>
        <tbody>
          {entitlements.map((entitlement) => (
            <tr key={entitlement.service}>
              <td>
                <Link onClick={() => setService(entitlement.service)}>{entitlement.service}</Link>
              </td>
              <td>{entitlement.seats}</td>
              <td>{entitlement.l1}</td>
              <td>{entitlement.l2}</td>
              <td>{entitlement.l3}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {service !== null && <EntitlementDialog service={service} onClose={() => setService(null)} />}
    </section>
  );
}

function SatisfactionIssues() {
  return (
    <section className="card" aria-labelledby="satisfaction-heading">
      <h2 id="satisfaction-heading">Customer Satisfaction Issues</h2>
      <p className="quiet">No open issues.</p>
    </section>
  );
}

export function StatusTab() {
  return (
    <Pivot aria-label="Status" className="sub-tabs">
      <PivotItem headerText="Overall status">
        <OverallStatus />
      </PivotItem>
      <PivotItem headerText="Service status">
        <ServiceStatus />
      </PivotItem>
      <PivotItem headerText="Enterprise status">
        <EnterpriseStatus />
      </PivotItem>
      <PivotItem headerText="Customer satisfaction issues">
        <SatisfactionIssues />
      </PivotItem>
    </Pivot>
  );
}
