import type { Cloud } from "@twin2multicloud/model";
import { times } from "../../sheet/expression.ts";
import { componentsOf } from "./component.ts";
import type { Component } from "./component.ts";

/** The functions of l2 on a cloud, which calls several of them `kind`, such as `lambdas`; the same on every cloud. */
export function functionsOfL2(cloud: Cloud, kind: "lambda" | "function"): Component[] {
  const { ofFunction } = componentsOf(cloud);
  return [
    ofFunction("l2", `persister_${kind}`, {
      invocations: "messages",
      about: "the function that stores each message",
    }),
    ofFunction("l2", `processor_${kind}s`, {
      invocations: times("messages", "device-types"),
      about: "the processors: each message passes one for every type of device",
    }),
    ofFunction("l2", "event_checker", {
      invocations: "messages",
      about: "the function that checks each message for events",
      needs: "checking",
    }),
    ofFunction("l2", "event_feedback", {
      invocations: "triggered-events",
      about: "the function that answers the device of an event",
      needs: "feedback",
    }),
    ofFunction("l2", `event_action_${kind}s`, {
      invocations: times("triggered-events", "event-actions"),
      about: "the functions that events call, also without event checking",
      needs: "actions",
    }),
  ];
}
