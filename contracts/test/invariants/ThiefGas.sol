// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Thief} from "./Thief.sol";
import {maxCostOf} from "./maxCostOf.sol";

/// @notice Gas fields, fees, payers and lanes of the thief's choice, and a bundler that is the thief himself.
abstract contract ThiefGas is Thief {
    function _dealThiefGas() internal {
        _attack("pads gas above the budget", _padsGas);
        _attack("raises fees above the budget", _raisesFees);
        _attack("names another paymaster", _namesAnotherPaymaster);
        _attack("lets the account pay", _letsTheAccountPay);
        _attack("uses another lane of the module", _usesAnotherLane);
        _attack("uses the owner's lanes", _usesTheOwnersLanes);
        _attack("raises fees above the voucher", _raisesFeesAboveTheVoucher);
        _attack("pads gas above the sponsor's caps", _padsGasAboveTheCaps);
        _attack("spends more than the voucher", _spendsMoreThanTheVoucher);
        _attack("bundles for himself, with too high a fee", _bundlesForHimself);
        _attack("bundles with too little gas", _bundlesWithTooLittleGas);
        _permitted("thief bundles for himself, within the caps", _bundlesForHimselfWithin);
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

    function _namesAnotherPaymaster() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        address other = _random(2) == 0 ? address(factory) : address(uint160(_between(1, type(uint160).max)));
        op.paymasterAndData = abi.encodePacked(other, uint128(100_000), uint128(0), hex"00");
        _refused(s, _sign(s, op), ISessionValidator.PaymasterMismatch.selector);
    }

    /// @dev Or the sponsor, for a session that the account pays.
    function _letsTheAccountPay() private {
        bool isSponsored = _random(2) == 0;
        uint256 s = _pick(isSponsored);
        PackedUserOperation memory op = _operation(s, _play());
        if (isSponsored) op.paymasterAndData = "";
        else op.paymasterAndData = sponsored(_thiefsVoucher(s), THIEF_KEY, 50_000);
        _refused(s, _sign(s, op), ISessionValidator.PaymasterMismatch.selector);
    }

    function _usesAnotherLane() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        uint192 other = laneOf(uint32(_random(2) == 0 ? 0 : sessions.length + _between(1, 1_000)));
        op.nonce = entryPoint.getNonce(op.sender, other);
        _refused(s, _sign(s, op), ISessionValidator.LaneMismatch.selector);
    }

    /// @dev There the owner must sign; what a session signs is no owner's signature in any form.
    function _usesTheOwnersLanes() private {
        uint256 s = _pick(false);
        PackedUserOperation memory op = _operation(s, _play());
        op.nonce = entryPoint.getNonce(op.sender, uint192(_random(2) * _between(1, type(uint32).max)));
        op = _sign(s, op);
        if (_random(2) == 0) op.signature = signAsSession(SESSION_KEY, entryPointHash(op));
        _failed(s, op, "AA24 signature error");
    }

    function _raisesFeesAboveTheVoucher() private {
        uint256 s = _pick(true);
        PackedUserOperation memory op = _cheap(s);
        bool isPriority = _random(2) == 0;
        uint256 high = 10 gwei + _between(1, 1 gwei);
        op.gasFees = isPriority ? bytes32((high << 128) | 1 gwei) : bytes32((uint256(1 gwei) << 128) | high);
        _refused(
            s,
            _sign(s, op),
            isPriority ? SessionPaymaster.PriorityFeeAboveCap.selector : SessionPaymaster.FeeAboveCap.selector
        );
    }

    function _padsGasAboveTheCaps() private {
        uint256 s = _pick(true);
        PackedUserOperation memory op = _cheap(s);
        uint256 way = _random(4);
        bytes4 reason = SessionPaymaster.PaymasterPostOpGasAboveCap.selector;
        if (way == 0) {
            op.accountGasLimits = bytes32((uint256(2_000_001) << 128) | CALL_GAS);
            reason = SessionPaymaster.VerificationGasAboveCap.selector;
        } else if (way == 1) {
            op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | 6_000_001);
            reason = SessionPaymaster.CallGasAboveCap.selector;
        } else if (way == 2) {
            op.preVerificationGas = 500_001;
            reason = SessionPaymaster.PreVerificationGasAboveCap.selector;
        } else {
            op.paymasterAndData = sponsored(_voucherOf(s), SPONSOR_KEY, 100_001);
        }
        _refused(s, _sign(s, op), reason);
    }

    /// @dev The grant would let him; the sponsor promised less.
    function _spendsMoreThanTheVoucher() private {
        uint256 s = _newSession(_random(ACCOUNTS), true, 0);
        // Instead of the voucher that it was made with, which nobody has seen.
        promisedWei -= sessions[s].voucherWei;
        _promise(s, _between(1, OPERATION_WEI - 1));
        _refused(s, _sign(s, _operation(s, _play())), SessionPaymaster.VoucherSpent.selector);
    }

    function _bundlesForHimself() private {
        address payable honest = bundler;
        bundler = thief;
        _raisesFeesAboveTheVoucher();
        bundler = honest;
    }

    /// @dev Whatever he takes is within the session's budget and the sponsor's voucher.
    function _bundlesForHimselfWithin() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _cheap(s);
        op.gasFees = bytes32((uint256(5 gwei) << 128) | 5 gwei);
        address payable honest = bundler;
        bundler = thief;
        _succeeds(_one(s, _sign(s, op)));
        bundler = honest;
    }

    /// @dev Either all goes as it should or nothing happens: he cannot make an operation fail and count.
    function _bundlesWithTooLittleGas() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        uint256 gas = _between(50_000, 1_500_000);
        if (_handle(_one(s, op), gas).length == 0) assertTrue(succeeded[0], "what was accepted had enough gas");
        assertGt(_handle(_one(s, op), 50_000).length, 0, "too little is refused");
        _countRefused();
    }

    /// @dev Small enough in gas that a high fee stays within the session's budget.
    function _cheap(uint256 s) private returns (PackedUserOperation memory op) {
        op = _operation(s, _play());
        if (sessions[s].isEnabled) op.accountGasLimits = bytes32((VERIFICATION_GAS / 2 << 128) | 100_000);
        op.preVerificationGas = 0;
    }

    function _thiefsVoucher(uint256 s) private returns (Voucher memory voucher) {
        sessions[s].voucherWei = 1 ether;
        voucher = _voucherOf(s);
        sessions[s].voucherWei = 0;
    }
}
