// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {Target} from "../support/Target.sol";
import {BY_OWNER, GhostSession, Sent} from "./Ghost.sol";
import {ReferenceCalls} from "./ReferenceCalls.sol";
import {Sessions} from "./Sessions.sol";
import {maxCostOf} from "./maxCostOf.sol";

/// @notice Hands bundles to the EntryPoint and books what was accepted. Whoever sent an operation and whatever for: if
/// a session's operation was accepted, the rules of its grant must have allowed it, by the ghosts' own reckoning.
abstract contract GhostLedger is Sessions {
    ReferenceCalls private _reference;
    /// @dev Of the last bundle, one for each operation.
    bool[] internal succeeded;

    function setUp() public virtual override {
        super.setUp();
        _reference = new ReferenceCalls();
    }

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
        uint256[5] memory before = _purses();
        vm.recordLogs();
        try this.handleBundle{gas: gas}(ops) {
            Vm.Log[] memory logs = vm.getRecordedLogs();
            delete succeeded;
            uint256[5] memory costs;
            for (uint256 i = 0; i < sent.length; ++i) {
                (bool success, uint256 costWei) = _findEvent(logs, hashes[i]);
                succeeded.push(success);
                if (sent[i].session != BY_OWNER) _bookSession(sent[i].session, sent[i].op, success);
                _bookCost(sent[i], costWei, costs);
            }
            _checkPurses(before, costs);
            _buryEnded();
        } catch (bytes memory reason) {
            // Out of gas says nothing; a refusal is never empty.
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

    /// @dev The rules of a grant, told again. The ghosts change after a bundle, so they show how it began.
    function _bookSession(uint256 s, PackedUserOperation memory op, bool success) private {
        GhostSession storage session = sessions[s];
        assertFalse(_isEnded(s), "accepted: the session had not ended when the bundle began");
        assertTrue(_isDue(s), "accepted: the session was due");
        assertEq(op.sender, address(accounts[session.account].account), "accepted: from its account");
        assertEq(op.nonce, (uint256(session.lane) << 64) | session.operations, "accepted: in its lane, in order");
        assertEq(
            address(bytes20(op.paymasterAndData)),
            session.isSponsored ? address(paymaster) : address(0),
            "accepted: with the paymaster of the grant, or none"
        );
        session.isEnabled = true;
        ++session.operations;
        session.gasWei += maxCostOf(op);
        Execution[] memory calls = _reference.decode(op.callData);
        for (uint256 i = 0; i < calls.length; ++i) {
            _bookCall(session, calls[i], success);
        }
        session.actions += calls.length;
        if (success) session.calls += calls.length;
    }

    function _bookCall(GhostSession storage session, Execution memory call, bool success) private {
        assertEq(call.target, address(session.target), "accepted: calls its target");
        (bytes4 selector, uint256 argument) = _reference.read(call.callData, 0);
        bool isPlay = selector == Target.play.selector;
        assertLe(call.value, isPlay ? MAX_VALUE : 0, "accepted: value within the limit");
        if (isPlay) {
            if (success) session.played += argument;
        } else if (selector == Target.spend.selector) {
            (, uint256 amount) = _reference.read(call.callData, 1);
            session.spend += amount;
            if (success) session.spent += amount;
        } else if (selector == Target.setLevel.selector) {
            assertTrue(int256(argument) >= -5 && int256(argument) <= 5, "accepted: argument within its bounds");
        } else {
            assertEq(selector, Target.fail.selector, "accepted: calls a permitted function");
            assertFalse(success, "what reverts does not succeed");
        }
        if (!success) return;
        session.valueWei += call.value;
        accounts[session.account].weiHeld -= call.value;
    }

    function _bookCost(Sent memory sent, uint256 costWei, uint256[5] memory costs) private {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            if (sent.op.sender != address(accounts[a].account)) continue;
            if (sent.session == BY_OWNER && sent.op.nonce >> 64 == 0) ++accounts[a].ownerOperations;
            if (sent.op.paymasterAndData.length != 0) continue;
            accounts[a].weiHeld -= costWei;
            costs[a] += costWei;
        }
        costs[4] += costWei;
        if (sent.op.paymasterAndData.length == 0) return;
        costs[3] += costWei;
        sponsorTakenWei += costWei;
        if (sent.session != BY_OWNER) sessions[sent.session].takenWei += costWei;
    }

    /// @dev Deposits of the three accounts and the sponsor, and what the bundler has.
    function _purses() private view returns (uint256[5] memory purses) {
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            purses[a] = entryPoint.balanceOf(address(accounts[a].account));
        }
        purses[3] = entryPoint.balanceOf(address(paymaster));
        purses[4] = bundler.balance;
    }

    /// @dev The deposits are always ample, so who pays does so from there, and who does not pay keeps it untouched.
    function _checkPurses(uint256[5] memory before, uint256[5] memory costs) private view {
        uint256[5] memory afterwards = _purses();
        for (uint256 a = 0; a < ACCOUNTS; ++a) {
            assertEq(afterwards[a], before[a] - costs[a], "an account's deposit pays for what it pays itself, only");
        }
        assertEq(afterwards[3], before[3] - costs[3], "the sponsor pays for what it sponsors, only");
        assertEq(afterwards[4], before[4] + costs[4], "the bundler gets all that was taken");
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
