// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant, Permission, Policy} from "../support/Grant.sol";
import {ISessionPolicy} from "../../src/session/ISessionPolicy.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Says yes only to exactly the question in its config.
contract ExactPolicy is ISessionPolicy {
    function isAllowed(
        address account,
        address target,
        uint256 value,
        bytes calldata data,
        uint256 validUntil,
        bytes calldata config
    ) external pure returns (bool) {
        return keccak256(config) == keccak256(abi.encode(account, target, value, data, validUntil));
    }
}

contract RevertingPolicy {
    error Never(uint256 length);

    fallback() external {
        revert Never(msg.data.length);
    }
}

/// @dev Answers with its constructor argument.
contract AnsweringPolicy {
    uint256 private immutable _LENGTH;
    uint256 private immutable _WORD;

    constructor(uint256 length, uint256 word) {
        (_LENGTH, _WORD) = (length, word);
    }

    fallback() external {
        (uint256 length, uint256 word) = (_LENGTH, _WORD);
        assembly ("memory-safe") {
            mstore(0, word)
            return(0, length)
        }
    }
}

/// @dev Tries to write, which a static call must prevent.
contract WritingPolicy is AnsweringPolicy(32, 1) {
    uint256 public asked;

    function isAllowed(address, address, uint256, bytes calldata, uint256, bytes calldata) external returns (bool) {
        ++asked;
        return true;
    }
}

/// @dev Contracts that are asked about each call.
contract PoliciesTest is SessionTest {
    bytes private _data = abi.encodeCall(Ledger.pay, (address(1), 2));

    function test_aPolicy_isAskedForTheWholeCall() public {
        Grant memory grant = unpaid(grantOf(permitLedger("pay(address,uint256)")));
        bytes memory config = abi.encode(account, ledger, 0, _data, grant.validUntil);
        grant.permissions[0].policies = policies(address(new ExactPolicy()), config);
        enable(grant);
        allow(grant, _data);
        bytes memory other = abi.encodeCall(Ledger.pay, (address(1), 3));
        refuse(grant, other, _refused(grant));
    }

    function test_allPolicies_mustAgree() public {
        address yes = address(new AnsweringPolicy(32, 1));
        address no = address(new AnsweringPolicy(32, 0));
        Permission memory permission = permitLedger("pay(address,uint256)");
        permission.policies = new Policy[](3);
        permission.policies[0] = Policy(yes, new bytes(3));
        permission.policies[1] = Policy(yes, new bytes(300));
        permission.policies[2] = Policy(no, "");
        Grant memory grant = open(permission);
        refuse(grant, _data, abi.encodeWithSelector(ISessionValidator.CallPolicyRefused.selector, 0, no));
    }

    function test_aPolicyStandsBehindConditionsAndCounts() public {
        Permission memory permission = permitWhen("pay(address,uint256)", condition("2", "between", 1, 2));
        permission.period = "session";
        permission.limits = limit("2", 3);
        permission.policies = policies(address(new AnsweringPolicy(32, 1)), "config");
        Grant memory grant = open(permission);
        allow(grant, _data);
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (address(1), 0)), 0);
        refuse(grant, _data, abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 4, 3));
    }

    function test_aPolicyThatReverts_refuses() public {
        Grant memory grant = _with(address(new RevertingPolicy()));
        refuseAny(use(grant, onLedger(_data), hint(0)));
    }

    function test_aPolicyThatIsNoContract_refuses() public {
        refuse(_with(makeAddr("nobody")), _data, "");
    }

    function test_anAnswerThatIsNoBool_refuses() public {
        refuse(_with(address(new AnsweringPolicy(32, 2))), _data, "");
    }

    function test_anAnswerThatIsTooShort_refuses() public {
        refuse(_with(address(new AnsweringPolicy(31, 1))), _data, "");
    }

    function test_aPolicyThatWrites_refuses() public {
        refuse(_with(address(new WritingPolicy())), _data, "");
    }

    function _with(address policy) private returns (Grant memory) {
        Permission memory permission = permitLedger("pay(address,uint256)");
        permission.policies = policies(policy, "");
        return open(permission);
    }

    function _refused(Grant memory grant) private pure returns (bytes memory) {
        address policy = grant.permissions[0].policies[0].policy;
        return abi.encodeWithSelector(ISessionValidator.CallPolicyRefused.selector, 0, policy);
    }
}
