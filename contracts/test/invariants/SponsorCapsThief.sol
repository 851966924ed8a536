// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Unpaid} from "./Unpaid.sol";

/// @notice Right vouchers, against the caps and the guardian's word.
abstract contract SponsorCapsThief is Unpaid {
    function _dealCaps() internal {
        _attack("plays although denied", _playsAlthoughDenied);
        _attack("raises fees above the caps", _raisesFees);
        _attack("raises gas above the caps", _raisesGas);
    }

    function _playsAlthoughDenied() private {
        uint256 p = _pick();
        Voucher memory voucher = promises[p].voucher;
        bool isAccount = _random(2) == 0;
        _deny(voucher, isAccount, true);
        PackedUserOperation memory op = _simple(p);
        bytes4 reason = SessionPaymaster.VoucherIsDenied.selector;
        _unpaid(op, isAccount ? SessionPaymaster.AccountIsDenied.selector : reason);
        _deny(voucher, isAccount, false);
    }

    function _deny(Voucher memory voucher, bool isAccount, bool isDenied) private {
        vm.prank(guardian);
        if (isAccount) paymaster.setAccountDenied(voucher.account, isDenied);
        else paymaster.setVoucherDenied(voucher.account, voucher.session, voucher.nonceKey, isDenied);
    }

    function _raisesFees() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _simple(p);
        bool isPriority = _random(2) == 0;
        uint256 high = 10 gwei + _between(1, 100 gwei);
        op.gasFees = isPriority ? bytes32((high << 128) | 1 gwei) : bytes32((uint256(1 gwei) << 128) | high);
        bytes4 reason = SessionPaymaster.FeeAboveCap.selector;
        _unpaid(op, isPriority ? SessionPaymaster.PriorityFeeAboveCap.selector : reason);
    }

    function _raisesGas() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _simple(p);
        uint256 way = _random(5);
        bytes4 reason = SessionPaymaster.PaymasterPostOpGasAboveCap.selector;
        if (way == 0) {
            op.accountGasLimits = bytes32((_between(2_000_001, 20_000_000) << 128) | 30_000);
            reason = SessionPaymaster.VerificationGasAboveCap.selector;
        } else if (way == 1) {
            op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | _between(6_000_001, 20_000_000));
            reason = SessionPaymaster.CallGasAboveCap.selector;
        } else if (way == 2) {
            op.preVerificationGas = _between(500_001, 20_000_000);
            reason = SessionPaymaster.PreVerificationGasAboveCap.selector;
        } else if (way == 3) {
            op.paymasterAndData = _signed(p, uint128(_random(10_000)));
            reason = SessionPaymaster.PaymasterPostOpGasBelowFloor.selector;
        } else {
            op.paymasterAndData = _signed(p, uint128(_between(100_001, 20_000_000)));
        }
        _unpaid(op, reason);
    }
}
