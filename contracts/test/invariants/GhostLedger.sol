// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {Target} from "../support/Target.sol";
import {BY_OWNER, GhostRule, GhostSession, Sent} from "./Ghost.sol";
import {Sessions} from "./Sessions.sol";

/// @notice Sends bundles to the EntryPoint and records what was accepted. Whoever sent an operation, for whatever purpose: if
/// a session's operation was accepted, the rules of its grant must have allowed it, according to the ghosts alone.
abstract contract GhostLedger is Sessions {
    /// @dev Results of the last bundle, one for each operation.
    bool[] internal succeeded;

    function _handle(uint256 s, PackedUserOperation memory op) internal returns (bytes memory) {
        return _handle(_one(s, op), gasleft());
    }

    function _handle(Sent[] memory sent) internal returns (bytes memory) {
        return _handle(sent, gasleft());
    }

    /// @return refusal The EntryPoint's error, or nothing when the bundle was accepted.
    function _handle(Sent[] memory sent, uint256 gas) internal returns (bytes memory refusal) {
        PackedUserOperation[] memory ops = new PackedUserOperation[](sent.length);
        bytes32[] memory hashes = new bytes32[](sent.length);
        for (uint256 i = 0; i < sent.length; ++i) {
            ops[i] = sent[i].op;
            hashes[i] = entryPointHash(ops[i]);
        }
        uint256[] memory before = _purses();
        vm.recordLogs();
        try this.handleBundle{gas: gas}(ops) {
            _book(sent, hashes, before);
        } catch (bytes memory reason) {
            // Out of gas returns no data; a refusal is never empty.
            return reason.length == 0 ? bytes(hex"00") : reason;
        }
    }

    function handleBundle(PackedUserOperation[] memory ops) external {
        handle(ops);
    }

    /// @dev From now on nothing may reach the Targets of sessions that have ended.
    function _buryEnded() internal {
        for (uint256 i = living.length; i > 0; --i) {
            uint256 s = living[i - 1];
            if (!_isEnded(s)) continue;
            sessions[s].lastEffect = _effectOf(s);
            living[i - 1] = living[living.length - 1];
            living.pop();
        }
    }

    function _one(uint256 s, PackedUserOperation memory op) internal pure returns (Sent[] memory sent) {
        sent = new Sent[](1);
        sent[0] = Sent(op, s);
    }

    function _book(Sent[] memory sent, bytes32[] memory hashes, uint256[] memory before) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        delete succeeded;
        uint256[] memory costs = new uint256[](before.length);
        for (uint256 i = 0; i < sent.length; ++i) {
            (bool success, uint256 costWei) = _findEvent(logs, hashes[i]);
            succeeded.push(success);
            if (sent[i].session != BY_OWNER) _bookSession(sent[i].session, sent[i].op, success);
            _bookCost(sent[i], costWei, costs);
        }
        _checkPurses(before, costs);
        _buryEnded();
    }

    /// @dev A second implementation of a grant's rules. The ghosts change after a bundle, so they show the state before it.
    function _bookSession(uint256 s, PackedUserOperation memory op, bool success) private {
        GhostSession storage session = sessions[s];
        assertFalse(_isEnded(s), "accepted: the session had not ended when the bundle began");
        assertTrue(_isDue(s), "accepted: the session was due");
        assertEq(op.sender, address(accounts[session.account].account), "accepted: from its account");
        assertEq(op.nonce, (uint256(session.lane) << 64) | session.operations, "accepted: in its lane, in order");
        address payer = session.isSponsored ? address(paymaster) : address(0);
        assertEq(address(bytes20(op.paymasterAndData)), payer, "accepted: with the paymaster of the grant, or none");
        (uint256 kind, uint256 time, bytes memory hints) = secondOpinion.signatureOf(op.signature);
        assertEq(kind, session.isEnabled ? 0 : 1, "accepted: enabled once");
        session.isEnabled = true;
        ++session.operations;
        session.gasWei += maxCostOf(op);
        if (session.isSponsored) _bookVoucher(session, op);
        Execution[] memory calls = secondOpinion.callsOf(op.callData);
        for (uint256 i = 0; i < calls.length; ++i) {
            uint256 hinted = uint8(hints[i < hints.length ? i : hints.length - 1]);
            _bookCall(s, calls[i], hinted, time, success);
        }
        session.actions += calls.length;
        if (success) session.calls += calls.length;
    }

    /// @dev A voucher is shown once; after that every operation is within its limit for one operation. The sum is checked all the
    /// time.
    function _bookVoucher(GhostSession storage session, PackedUserOperation memory op) private {
        assertEq(op.paymasterAndData.length == 52, session.isShown, "accepted: its voucher was shown, and once");
        assertEq(uint8(paymaster.denialOf(op.sender)), 0, "accepted: its account is not denied");
        assertLe(maxCostOf(op), session.voucherOperationWei, "accepted: within what the voucher says of one operation");
        session.isShown = true;
    }

    function _bookCall(uint256 s, Execution memory call, uint256 hinted, uint256 time, bool success) private {
        GhostSession storage session = sessions[s];
        GhostRule storage rule = rules[s][hinted];
        assertEq(call.target, address(session.target), "accepted: calls its target");
        assertLt(hinted, RULES, "accepted: by a rule of its grant");
        (bytes4 selector, uint256 argument) = secondOpinion.read(call.callData, 0);
        assertEq(selector, rule.selector, "accepted: calls the function of the rule");
        assertTrue(
            rule.min <= int256(argument) && int256(argument) <= rule.max, "accepted: argument within its condition"
        );
        uint256 amount;
        if (rule.spends) (, amount) = secondOpinion.read(call.callData, 1);
        session.spend += amount;
        _bookRule(s, hinted, time, call.value, amount);
        if (!success) return;
        assertTrue(selector != Target.fail.selector, "what reverts does not succeed");
        session.spent += amount;
        if (selector == Target.play.selector) session.played += argument;
        session.valueWei += call.value;
        accounts[session.account].weiHeld -= call.value;
        assertTrue(call.value == 0 || !_isConfined(session.account), "no value leaves a confined account");
    }

    function _bookCost(Sent memory sent, uint256 costWei, uint256[] memory costs) private {
        uint256 count = accounts.length;
        costs[count + 1] += costWei;
        for (uint256 a = 0; a < count; ++a) {
            if (sent.op.sender != address(accounts[a].account)) continue;
            if (sent.session == BY_OWNER && sent.op.nonce >> 64 == 0) ++accounts[a].ownerOperations;
            if (sent.op.paymasterAndData.length != 0) continue;
            assertFalse(_isConfined(a), "no gas leaves a confined account");
            accounts[a].weiHeld -= costWei;
            costs[a] += costWei;
        }
        if (sent.op.paymasterAndData.length == 0) return;
        costs[count] += costWei;
        sponsorTakenWei += costWei;
        if (sent.session != BY_OWNER) sessions[sent.session].takenWei += costWei;
    }

    /// @dev Deposits of the accounts and the sponsor, and the bundler's balance.
    function _purses() private view returns (uint256[] memory purses) {
        uint256 count = accounts.length;
        purses = new uint256[](count + 2);
        for (uint256 a = 0; a < count; ++a) {
            purses[a] = entryPoint.balanceOf(address(accounts[a].account));
        }
        purses[count] = entryPoint.balanceOf(address(paymaster));
        purses[count + 1] = bundler.balance;
    }

    /// @dev The deposits are always large enough, so a payer pays from the deposit, and everybody else's deposit stays the same.
    function _checkPurses(uint256[] memory before, uint256[] memory costs) private view {
        uint256[] memory afterwards = _purses();
        uint256 last = before.length - 1;
        for (uint256 i = 0; i < last; ++i) {
            assertEq(afterwards[i], before[i] - costs[i], "account and sponsor pay for what they pay, and only that");
        }
        assertEq(afterwards[last], before[last] + costs[last], "the bundler gets all that was taken");
    }

    function _findEvent(Vm.Log[] memory logs, bytes32 hash) private pure returns (bool success, uint256 costWei) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IEntryPoint.UserOperationEvent.selector && logs[i].topics[1] == hash) {
                (, success, costWei,) = abi.decode(logs[i].data, (uint256, bool, uint256, uint256));
                return (success, costWei);
            }
        }
        assertTrue(false, "the EntryPoint told of every operation that it accepted");
    }
}
