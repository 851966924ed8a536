// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GhostLedger} from "./GhostLedger.sol";
import {GhostSession} from "./Ghost.sol";

/// @notice What holds of every session and of the sponsor, at any time.
abstract contract SessionChecks is GhostLedger {
    uint256 private _firstDeposit;

    function setUp() public virtual override {
        super.setUp();
        _firstDeposit = entryPoint.balanceOf(address(paymaster));
    }

    /// @notice Sessions from a position on; a step changes few, the last check of a run looks at all.
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
        bytes32 id = keccak256(abi.encodePacked(session.isP256 ? p256Signer(session.key) : _secpSigner(session.key)));
        ISessionValidator.Session memory stored = validator.sessionOf(account_, id);
        ISessionValidator.Status status = ISessionValidator.Status.None;
        if (session.isEnabled) status = ISessionValidator.Status.Enabled;
        if (session.isRevoked) status = ISessionValidator.Status.Revoked;
        assertEq(uint8(stored.status), uint8(status), "status");
        assertEq(uint64(entryPoint.getNonce(account_, session.lane)), session.operations, "operations in its lane");
        SessionPaymaster.RegisteredVoucher memory voucher = paymaster.voucherOf(account_, id, session.lane);
        uint256 reservedWei = voucher.validUntil == 0 ? 0 : session.voucherWei - voucher.availableWei;
        assertGe(reservedWei, session.takenWei, "reserved at least what was taken");
        assertLe(reservedWei, session.voucherWei, "reserved at most the voucher");
        if (!session.isEnabled) return;
        assertEq(stored.actionsLeft, session.maxActions - session.actions, "actions left");
        assertEq(stored.spendLeft, session.maxSpend - session.spend, "spend left");
        assertEq(stored.gasLeftWei, session.maxGasWei - session.gasWei, "gas left");
        assertEq(stored.nonceKey, session.lane, "its lane");
        assertEq(stored.epoch, session.epoch, "its epoch");
        assertEq(stored.validAfter + stored.duration, session.validUntil, "its end");
        assertEq(stored.paymaster, session.isSponsored ? address(paymaster) : address(0), "its paymaster");
    }

    function _secpSigner(uint256 key) private pure returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }
}
