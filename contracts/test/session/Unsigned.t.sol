// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Vm} from "forge-std/Vm.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {DeafAccount} from "../support/DeafAccount.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Unsigned grants, sent by an account that ignores the module's answer: they leave nothing.
contract UnsignedTest is SessionTest {
    DeafAccount private deaf;
    bytes private _call;

    function setUp() public override {
        super.setUp();
        deaf = new DeafAccount(validator);
        entryPoint.depositTo{value: 1 ether}(address(deaf));
        _call = onLedger(abi.encodeCall(Ledger.pay, (address(1), 4)));
    }

    function _grant() private view returns (Grant memory grant) {
        Permission memory permission = permitLedger("pay(address,uint256)");
        permission.period = "session";
        permission.limits = limits("2", 10, "calls", 3);
        grant = unpaid(grantOf(permission));
        grant.account = address(deaf);
        grant.epoch = 0;
    }

    function _first(Grant memory grant, bytes memory ownerSignature) private view returns (PackedUserOperation memory) {
        return signFirst(operation(grant, _call), grant, hint(0), 0, ownerSignature);
    }

    function test_aGrantThatNobodySigned_leavesNoSession() public {
        Grant memory grant = _grant();
        handle(_first(grant, "no"));
        assertEq(ledger.made(), 1, "the account took it, as it takes everything");
        ISessionValidator.Session memory stands = sessionNow(grant);
        assertFalse(stands.isLive, "no session");
        assertEq(stands.validUntil, 0, "nothing of one");
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant));
        expectRefused(use(grant, _call, hint(0)), reason);
    }

    function test_aGrantThatNobodySigned_countsNothing() public {
        Grant memory grant = _grant();
        handle(_first(grant, "no"));
        handle(_first(grant, "no"));
        (, uint256 calls_, uint256 amount,) = validator.countOf(address(deaf), sessionOf(grant), 0);
        assertEq(calls_, 0, "calls");
        assertEq(amount, 0, "amount");
        // Everything that the owner signs afterwards works.
        handle(_first(grant, "yes"));
        (, calls_, amount,) = validator.countOf(address(deaf), sessionOf(grant), 0);
        assertEq(calls_, 1, "calls");
        assertEq(sessionNow(grant).actionsLeft, 99, "actions");
        handle(use(grant, _call, hint(0)));
    }

    function test_aGrantThatNobodySigned_isNotPaidFor() public {
        Grant memory grant = _grant();
        grant.paymaster = address(paymaster);
        PackedUserOperation memory op = operation(grant, _call);
        op.paymasterAndData = sponsored(voucherFor(grant));
        op = signFirst(op, grant, hint(0), 0, "no");
        expectFailed(op, "AA34 signature error");
        handle(signFirst(op, grant, hint(0), 0, "yes"));
        assertTrue(sessionNow(grant).isLive, "signed, it is");
    }

    function test_logsOfAGrantThatNobodySigned_sayThatItEnded() public {
        Grant memory grant = _grant();
        vm.recordLogs();
        handle(_first(grant, "no"));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32 last;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(validator)) last = logs[i].topics[0];
        }
        assertEq(last, ISessionValidator.SessionEnded.selector, "the module's last word");
    }

    function test_enablingByTransaction_needsTheOwner() public {
        Grant memory grant = _grant();
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.GrantOwnerSignatureInvalid.selector, address(deaf), sessionOf(grant)
        );
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory data = bytes.concat(packedOf(grant), "no");
        vm.expectRevert(reason);
        validator.enable(address(deaf), key, address(0), grant.nonceKey, data);
    }

    /// @dev It has no `runTogether`: whatever it does with that selector, a session may not call it.
    function test_anAccountThatKnowsNoRun_isNotLedToTakeOne() public {
        Grant memory grant = _grant();
        handle(_first(grant, "yes"));
        bytes memory pay = abi.encodeCall(Ledger.pay, (address(1), 1));
        bytes4 run = bytes4(keccak256("runTogether()"));
        bytes4 execute = DeafAccount.execute.selector;
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, run, execute);
        expectRefused(use(grant, packed(calls(pay, pay)), hint(0)), reason);
    }

    /// @dev The account ignores that somebody else signed; the session counts anyway.
    function test_anotherKeysSignature_isCountedWhereItIsIgnored() public {
        Grant memory grant = _grant();
        handle(_first(grant, "yes"));
        PackedUserOperation memory op = use(grant, _call, hint(0));
        op.signature[80] ^= 0x01;
        handle(op);
        assertEq(sessionNow(grant).actionsLeft, 98, "counted");
    }
}
