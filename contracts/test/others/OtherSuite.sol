// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {OtherTest} from "./OtherTest.sol";

/// @dev What a session may and may not do; the same on every account.
abstract contract OtherSuite is OtherTest {
    function test_firstOperation_grantsAndPlays() public {
        Grant memory grant = otherGrant();
        (bool success,) = handleAndRead(first(grant, callPlay(3), hint(0)));
        assertTrue(success, "executed");
        assertEq(target.played(), 3);
        assertEq(target.lastCaller(), address(other));
        assertTrue(sessionNow(grant).isLive);
        play(grant);
        assertEq(target.played(), 4);
    }

    function test_grantByTransaction_plays() public {
        play(opened());
        assertEq(target.played(), 1);
    }

    function test_grantThatAThiefSigned_isNone() public {
        Grant memory grant = otherGrant();
        bytes memory forged = signatureOf(THIEF_KEY, grantDigest(grant));
        PackedUserOperation memory op = signFirst(operation(grant, callPlay(1)), grant, hint(0), 0, forged);
        // However the account refuses: by an answer, or by its own error.
        refuseAny(op);
        assertTrue(ends(grant), "nothing is left of it");
    }

    function test_wrongSessionKey_isAWrongSignature() public {
        Grant memory grant = opened();
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        op.signature[op.signature.length - rulesOf(grant).length - 1] ^= 0x01;
        expectFailed(op, "AA24 signature error");
    }

    function test_batch_playsTogether() public {
        Grant memory grant = opened();
        (bool success,) = handleAndRead(use(grant, batch(playCalls(3)), hint(0)));
        assertTrue(success, "executed");
        assertEq(target.played(), 6);
        assertEq(sessionNow(grant).actionsLeft, 97);
    }

    function test_batchWithOneForbiddenCall_isRefused() public {
        Grant memory grant = opened();
        Execution[] memory calls = playCalls(3);
        calls[1].callData = abi.encodeCall(Target.forbidden, ());
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.CallNotPermitted.selector, 1, address(target), Target.forbidden.selector
        );
        refuse(use(grant, batch(calls), hint(0)), reason);
    }

    /// @dev Calls without the ABI's padding are for accounts that say they support them.
    function test_packedCalls_areRefused() public {
        Grant memory grant = opened();
        bytes4 run = bytes4(keccak256("runTogether()"));
        refuse(
            use(grant, packed(playCalls(2)), hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, run, EXECUTE)
        );
    }

    function test_actions_areLimited() public {
        Grant memory grant = otherGrant();
        grant.maxActions = 2;
        enable(grant);
        play(grant);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.ActionsExceeded.selector, 2, 1);
        refuse(use(grant, batch(playCalls(2)), hint(0)), reason);
        play(grant);
        assertEq(sessionNow(grant).actionsLeft, 0);
    }

    function test_spend_isLimited() public {
        Grant memory grant = opened();
        handle(use(grant, callSpend(600), hint(1)));
        assertEq(target.spent(), 600);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 401, 400);
        refuse(use(grant, callSpend(401), hint(1)), reason);
    }

    function test_gas_isLimited() public {
        Grant memory grant = otherGrant();
        grant.maxGasWei = 0.002 ether;
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.preVerificationGas = 0;
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.GasBudgetExceeded.selector, 0.0025 ether, 0.002 ether);
        refuse(signUse(op, grant, hint(0)), reason);
    }

    function test_calls_areCountedByTheirOwnRule() public {
        Grant memory grant = otherGrant();
        grant.permissions[0].period = "hour";
        grant.permissions[0].limits = limit("calls", 2);
        enable(grant);
        uint32 time = uint32(vm.getBlockTimestamp());
        handle(signUse(operation(grant, batch(playCalls(2))), grant, hint(0), time));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 3, 2);
        refuse(signUse(operation(grant, callPlay(1)), grant, hint(0), time), reason);
    }

    function test_arguments_areLimited() public {
        Grant memory grant = otherGrant();
        grant.permissions[0].conditions = only(condition("1", "between", 1, 5));
        enable(grant);
        play(grant);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, 6);
        refuse(use(grant, callPlay(6), hint(0)), reason);
    }

    function test_session_expires() public {
        Grant memory grant = opened();
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        vm.warp(grant.validUntil + 1);
        expectFailed(op, "AA22 expired or not due");
        vm.warp(grant.validUntil);
        handle(op);
        assertEq(target.played(), 1);
    }

    function test_nativeValue_passesWithinItsLimit() public {
        Grant memory grant = otherGrant();
        grant.permissions[0].maxValue = 1 ether;
        grant.permissions[0].period = "session";
        grant.permissions[0].limits = limit("value", 1 ether);
        enable(grant);
        bytes memory data = abi.encodeCall(Target.play, (1));
        handle(use(grant, single(address(target), 1 ether, data), hint(0)));
        assertEq(target.received(), 1 ether);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 1 ether + 1, 1 ether);
        refuse(use(grant, single(address(target), 1, data), hint(0)), reason);
    }
}
