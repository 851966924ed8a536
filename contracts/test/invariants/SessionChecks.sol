// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GhostLedger} from "./GhostLedger.sol";
import {GhostCount, GhostSession} from "./Ghost.sol";

/// @notice What is true of every session and of the sponsor at any time.
abstract contract SessionChecks is GhostLedger {
    uint256 private _firstDeposit;

    function setUp() public virtual override {
        super.setUp();
        _firstDeposit = entryPoint.balanceOf(address(paymaster));
    }

    /// @notice Sessions from an index on; a step changes few, the last check of a run looks at all.
    function checkSessions(uint256 newest) external view {
        uint256 count = sessions.length;
        for (uint256 s = count > newest ? count - newest : 0; s < count; ++s) {
            _checkCaps(sessions[s]);
            _checkEffect(sessions[s]);
            _checkStored(s);
            if (sessions[s].lastEffect != 0) {
                assertEq(_effectOf(s), sessions[s].lastEffect, "no effect after the end");
            }
        }
    }

    /// @notice The formula in the header of SessionPaymaster.
    function checkSponsor() external view {
        uint256 deposit = entryPoint.balanceOf(address(paymaster));
        assertEq(_firstDeposit - deposit, sponsorTakenWei, "the deposit fell by what the EntryPoint took");
        assertLe(sponsorTakenWei, promisedWei, "and by no more than the vouchers promise");
    }

    function _checkCaps(GhostSession storage session) private view {
        assertLe(session.actions, session.maxActions, "actions are within the cap");
        assertLe(session.spend, session.maxSpend, "spend is within the cap");
        assertLe(session.gasWei, session.maxGasWei, "gas is within the budget");
        assertLe(session.calls, session.actions, "no call that was not authorised");
        assertLe(session.takenWei, session.gasWei, "no cost that was not authorised");
        if (session.isSponsored) assertLe(session.gasWei, session.voucherWei, "and none above the voucher");
        assertLe(session.target.spent(), session.maxSpend, "spent is within the cap");
    }

    function _checkEffect(GhostSession storage session) private view {
        assertEq(session.target.played(), session.played, "played");
        assertEq(session.target.spent(), session.spent, "spent");
        assertEq(session.target.received(), session.valueWei, "value received");
        assertEq(session.target.emptyCalls(), 0, "no call without a function");
    }

    function _checkStored(uint256 s) private view {
        GhostSession storage session = sessions[s];
        address account_ = address(accounts[session.account].account);
        ISessionValidator.Session memory stored = validator.sessionOf(account_, session.id);
        bool lives = session.isEnabled && !session.isRevoked && session.epoch == accounts[session.account].epoch;
        assertEq(stored.isLive, lives, "it lives from its enabling to its end");
        assertEq(uint64(entryPoint.getNonce(account_, session.lane)), session.operations, "operations in its lane");
        if (!session.isEnabled) return;
        assertEq(stored.actionsLeft, session.maxActions - session.actions, "actions left");
        assertEq(stored.spendLeft, session.maxSpend - session.spend, "spend left");
        assertEq(stored.gasLeftWei, session.maxGasWei - session.gasWei, "gas left");
        assertEq(stored.validUntil, session.validUntil, "its end");
        uint256 note = session.isShown ? session.voucherOperationWei / (1 << 40) : 0;
        assertEq(stored.note, session.isDenied ? type(uint24).max : note, "its note");
        for (uint256 rule = 0; rule < RULES; ++rule) {
            if (rules[s][rule].period != 0) _checkCounted(account_, s, rule);
        }
    }

    /// @dev In the period in which it last counted: its count never shrinks, and no earlier period comes back.
    function _checkCounted(address account_, uint256 s, uint256 rule) private view {
        (uint256 period, uint256 calls, uint256 amount, uint256 value) =
            validator.countOf(account_, sessions[s].id, rule);
        GhostCount storage count = counts[s][rule][newest[s][rule]];
        assertEq(period, newest[s][rule], "the newest period");
        assertEq(calls, count.calls, "calls of a rule");
        assertEq(amount, count.amount, "amount of a rule");
        assertEq(value, count.value, "value of a rule");
    }
}
