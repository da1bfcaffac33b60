import type { Processor } from "@twin2multicloud/model";

const toCelsius = (fahrenheit: number): number => Math.round(((fahrenheit - 32) / 1.8) * 1000) / 1000;

/** Converts `temperature` from degrees Fahrenheit to degrees Celsius, to a thousandth, and says so in `unit`. */
const processor: Processor = (record) => {
  const { temperature } = record;
  return typeof temperature === "number"
    ? { ...record, temperature: toCelsius(temperature), unit: "celsius" }
    : record;
};

export default processor;
