// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Thief} from "./Thief.sol";

/// @notice Gas fields, fees, payers and lanes chosen by the thief, and a bundler that is the thief himself.
abstract contract ThiefGas is Thief {
    function _dealThiefGas() internal {
        _attack("pads gas above the budget", _padsGas);
        _attack("raises fees above the budget", _raisesFees);
        _attack("names another paymaster", _namesAnotherPaymaster);
        _attack("lets the account pay, or the sponsor", _letsAnotherPay);
        _attack("uses another lane of the module", _usesAnotherLane);
        _attack("uses the owner's lanes", _usesTheOwnersLanes);
        _attack("costs more than the voucher says of one operation", _costsMoreThanOne);
        _attack("shows a voucher for less than its session", _showsTooSmallAVoucher);
        _attack("bundles with too little gas", _bundlesWithTooLittleGas);
        _permitted("thief bundles for himself, within the caps", _bundlesForHimself);
    }

    function _padsGas() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        uint256 left = (sessions[s].maxGasWei - sessions[s].gasWei) / 1 gwei + 1;
        uint256 way = _random(4);
        if (way == 0) op.preVerificationGas = left + _random(type(uint64).max);
        else if (way == 1) op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | left);
        else if (way == 2) op.accountGasLimits = bytes32(((VERIFICATION_GAS + left) << 128) | CALL_GAS);
        else op.gasFees = bytes32((uint256(1) << 128) | (left * 1 gwei));
        _refused(s, _sign(s, op), ISessionValidator.GasBudgetExceeded.selector);
    }

    function _raisesFees() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        uint256 fee = 1 gwei * (sessions[s].maxGasWei - sessions[s].gasWei) / maxCostOf(op) + 1 gwei;
        op.gasFees = bytes32((_random(fee) << 128) | fee);
        _refused(s, _sign(s, op), ISessionValidator.GasBudgetExceeded.selector);
    }

    /// @dev That makes it another session, which nobody granted.
    function _namesAnotherPaymaster() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        address other = _random(2) == 0 ? address(factory) : address(uint160(_between(1, type(uint160).max)));
        op.paymasterAndData = abi.encodePacked(other, uint128(100_000), uint128(0));
        _refused(s, _sign(s, op), ISessionValidator.SessionNotLive.selector);
    }

    function _letsAnotherPay() private {
        bool isSponsored = _random(2) == 0;
        uint256 s = _pickStarted(isSponsored);
        PackedUserOperation memory op = _operation(s, _play());
        op.paymasterAndData = isSponsored ? bytes("") : credited();
        _refused(s, _sign(s, op), ISessionValidator.SessionNotLive.selector);
    }

    function _usesAnotherLane() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        uint192 other = laneOf(uint32(_random(2) == 0 ? 0 : sessions.length + _between(1, 1_000)));
        op.nonce = entryPoint.getNonce(op.sender, other);
        _refused(s, _sign(s, op), ISessionValidator.SessionNotLive.selector);
    }

    /// @dev There the owner must sign; a session's signature is not an owner's signature in any form.
    function _usesTheOwnersLanes() private {
        uint256 s = _pick(false);
        PackedUserOperation memory op = _operation(s, _play());
        op.nonce = entryPoint.getNonce(op.sender, uint192(_random(2) * _between(1, type(uint32).max)));
        op = _sign(s, op);
        if (_random(2) == 0) op.signature = signAsSession(SESSION_KEY, entryPointHash(op));
        _failed(s, op, "AA24 signature error");
    }

    /// @dev Within the session's budget, but above the limit in its note.
    function _costsMoreThanOne() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        assertEq(_handle(s, _sign(s, _operation(s, _level(1)))), "", "a voucher is shown");
        PackedUserOperation memory op = _operation(s, _play());
        uint256 cost = maxCostOf(op);
        uint256 most = sessions[s].voucherOperationWei;
        uint256 left = sessions[s].maxGasWei - sessions[s].gasWei;
        if (most >= left) {
            return _refused(s, _padded(s, op, left - cost), ISessionValidator.GasBudgetExceeded.selector);
        }
        _failed(s, _padded(s, op, most - cost), "AA34 signature error");
    }

    /// @dev By one gwei per gas more than that.
    function _padded(uint256 s, PackedUserOperation memory op, uint256 moreWei)
        private
        returns (PackedUserOperation memory)
    {
        op.preVerificationGas += moreWei / 1 gwei + 1;
        return _sign(s, op);
    }

    /// @dev The grant would allow it; the sponsor promised less.
    function _showsTooSmallAVoucher() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        // Replaces the voucher that it was made with, which nobody has seen.
        promisedWei -= sessions[s].voucherWei;
        _promise(s, _between(1, sessions[s].maxGasWei - 1));
        _refused(s, _sign(s, _operation(s, _play())), SessionPaymaster.VoucherTooSmall.selector);
    }

    /// @dev Whatever he takes is within the session's budget and the sponsor's voucher.
    function _bundlesForHimself() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        op.accountGasLimits = bytes32((VERIFICATION_GAS / 2 << 128) | 100_000);
        op.preVerificationGas = 0;
        op.gasFees = bytes32((uint256(4 gwei) << 128) | 4 gwei);
        address payable honest = bundler;
        bundler = thief;
        _succeeds(_one(s, _sign(s, op)));
        bundler = honest;
    }

    /// @dev Either everything works as it should or nothing happens: he cannot make an operation fail and count.
    function _bundlesWithTooLittleGas() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        uint256 gas = _between(50_000, 1_500_000);
        if (_handle(_one(s, op), gas).length == 0) assertTrue(succeeded[0], "what was accepted had enough gas");
        assertGt(_handle(_one(s, op), 50_000).length, 0, "too little is refused");
        _countRefused();
    }
}
