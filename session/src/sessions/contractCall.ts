import type { Abi, Address, ContractFunctionArgs, ContractFunctionName } from "viem";
import { encodeFunctionData } from "viem";
import type { Call } from "../operation/calls.ts";
import type { Write } from "../permissions/allowTypes.ts";

/** One call of a contract, typed from its ABI. */
export type ContractCall<abi extends Abi = Abi, name extends string = string> = {
  address: Address;
  abi: abi;
  functionName: name extends ContractFunctionName<abi, Write> ? name : ContractFunctionName<abi, Write>;
  args?: ContractFunctionArgs<
    abi,
    Write,
    name extends ContractFunctionName<abi, Write> ? name : ContractFunctionName<abi, Write>
  >;
  value?: bigint;
};

/**
 * The call as it is sent.
 * @param call Encoded bytes, or a function with its arguments.
 * @throws viem's errors if the arguments do not fit the ABI.
 */
export function toCall(call: Call | ContractCall): Call {
  if (!("abi" in call)) return call;
  const { address: to, abi, functionName, args = [], value } = call;
  const data = encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0]);
  return { to, data, ...(value !== undefined && { value }) };
}
