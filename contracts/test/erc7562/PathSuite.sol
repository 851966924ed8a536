// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Report} from "./Validation.sol";
import {Target} from "../support/Target.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Grant} from "../support/Grant.sol";
import {EveryRule} from "./EveryRule.sol";

/// @dev Every way in which a sponsored operation is validated; paths.t.sol has one contract per kind of owner and of session
/// key.
abstract contract PathSuite is EveryRule {
    function test_owner_actsOnAnOperationVoucher() public {
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        calls[1] = Execution(address(validator), 0, abi.encodeCall(validator.revokeAll, ()));
        assertInScope(sponsoredOnce(packed(calls)));
    }

    /// @dev An operation of the owner with an operation voucher.
    function sponsoredOnce(bytes memory callData) internal view returns (PackedUserOperation memory op) {
        op = ownerOperation(callData);
        op.paymasterAndData = once(op, SPONSOR_KEY);
        op.signature = signAsOwner(entryPointHash(op));
    }

    function test_first_deploysEnablesAndPlays() public {
        account = PlayerAccount(payable(factory.getAddress(ownerBytes(), "new")));
        coin.mint(address(account), 1);
        Grant memory grant = everyRule();
        PackedUserOperation memory op = operation(grant, everyCall());
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        assertInScope(signShowing(op, grant));
    }

    function test_first_enablesAndPlays() public {
        Grant memory grant = everyRule();
        assertInScope(signShowing(operation(grant, everyCall()), grant));
    }

    /// @dev Somebody else enabled the session; its first operation shows the voucher.
    function test_use_showsTheVoucher() public {
        Grant memory grant = everyRule();
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        assertInScope(signUse(op, grant, hint(0)));
    }

    function test_use_playsOneAction() public {
        assertInScope(use(begun(), callPlay(1), hint(0)));
    }

    function test_use_playsEveryRuleTogether() public {
        Grant memory grant = begun();
        assertInScope(signUse(operation(grant, everyCall()), grant, EVERY_HINT, time()));
    }

    function test_use_playsEveryRuleInABatch() public {
        Grant memory grant = begun();
        assertInScope(signUse(operation(grant, batch(everyExecution())), grant, EVERY_HINT, time()));
    }

    /// @dev Gas is estimated with signatures of other keys; a bundler may trace that too.
    function test_stub_ofTheSessionKey() public {
        PackedUserOperation memory op = use(begun(), callPlay(1), hint(0));
        op.callData = callPlay(2);
        // A credit counted for another hash is not valid for this one; the account is refused before that.
        assertStubInScope(op);
    }

    function test_stub_ofTheFirstOperation() public {
        Grant memory grant = everyRule();
        PackedUserOperation memory op = signShowing(operation(grant, everyCall()), grant);
        op.preVerificationGas -= 1;
        assertStubInScope(op);
    }

    function test_stub_ofTheSponsor() public {
        Grant memory grant = everyRule();
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant), THIEF_KEY);
        (Report memory report, bytes memory outcome) = traceValidation(signFirst(op, grant, hint(0)));
        assertEq(bytes4(outcome), bytes4(VALIDATED), "refused");
        assertNothingBroken(report);
        assertAllWasRead(report, op);
    }

    function assertStubInScope(PackedUserOperation memory op) internal {
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, SIGNATURE_REFUSED, "the signature is wrong");
        assertNothingBroken(report);
        assertAllWasRead(report, op);
    }
}

/// @dev In addition, operations that the account itself pays for, which confined accounts may not.
abstract contract PayingPathSuite is PathSuite {
    function test_owner_actsAndPays() public {
        assertInScope(ownerOperation(callPlay(1)));
    }

    /// @dev Without a deposit the account pays the EntryPoint during validation.
    function test_owner_actsAndPaysAtOnce() public {
        _takeDeposit();
        assertInScope(ownerOperation(callPlay(1)));
    }

    function test_use_paysItself_andSendsCoin() public {
        Grant memory grant = grantOf(permit("native transfer"));
        grant.paymaster = address(0);
        grant.permissions[0].maxValue = 5;
        grant.permissions[0].period = "week";
        grant.permissions[0].limits = limit("value", 10);
        enable(grant);
        _takeDeposit();
        assertInScope(signUse(operation(grant, single(address(target), 5, "")), grant, hint(0), time()));
    }

    function _takeDeposit() private {
        uint256 deposit = entryPoint.balanceOf(address(account));
        vm.prank(address(account));
        entryPoint.withdrawTo(payable(address(account)), deposit);
    }
}
