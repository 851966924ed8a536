// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {Unpaid} from "./Unpaid.sol";
import {maxCostOf} from "./maxCostOf.sol";

/// @notice Vouchers that were never signed, or not for this.
abstract contract SponsorThief is Unpaid {
    function _dealThief() internal {
        _attack("asks for more than the voucher", _asksForMore);
        _attack("asks for more than the voucher in a bundle", _asksForMoreInABundle);
        _attack("shows the voucher of another account", _showsAnothers);
        _attack("shows the voucher in another lane", _showsInAnotherLane);
        _attack("signs a voucher himself", _signsHimself);
        _attack("shows a voucher of the former signer", _showsFormerSigners);
        _attack("shows a voucher outside its window", _showsOutsideItsWindow);
        _attack("shows a voucher without a window", _showsWithoutWindow);
        _attack("shows data that is no voucher", _showsNoVoucher);
        _attack("calls the paymaster directly", _callsDirectly);
        _chaos("chaos in the paymaster's data", _chaosInData);
    }

    function _asksForMore() private {
        uint256 p = _promise(_between(1, maxCostOf(_simple(_pick())) - 1));
        _unpaid(_simple(p), SessionPaymaster.VoucherSpent.selector);
    }

    /// @dev Enough for each alone, and a wei less than all of them.
    function _asksForMoreInABundle() private {
        uint256 count = _between(2, 5);
        uint256 p = _promise(count * maxCostOf(_simple(_pick())) - 1);
        PackedUserOperation[] memory ops = new PackedUserOperation[](count);
        for (uint256 i = 0; i < count; ++i) {
            ops[i] = _simple(p);
            ops[i].nonce += i;
        }
        _unpaid(ops, abi.encodePacked(SessionPaymaster.VoucherSpent.selector));
    }

    function _showsAnothers() private {
        uint256 p = _pick();
        address own = promises[p].voucher.account;
        address other = hostiles[_random(ACCOUNTS)];
        if (other == own) other = address(new HostileAccount());
        PackedUserOperation memory op = _simple(p);
        op.sender = other;
        op.nonce = entryPoint.getNonce(other, promises[p].voucher.nonceKey);
        _unpaid(op, "AA34 signature error");
    }

    function _showsInAnotherLane() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _simple(p);
        op.nonce = entryPoint.getNonce(op.sender, promises[p].voucher.nonceKey + uint192(_between(1, 1_000)));
        _unpaid(op, "AA34 signature error");
    }

    function _signsHimself() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _simple(p);
        op.paymasterAndData = sponsored(promises[p].voucher, THIEF_KEY, 50_000);
        _unpaid(op, "AA34 signature error");
    }

    function _showsFormerSigners() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _simple(p);
        signerKey = uint256(keccak256(abi.encode("next signer", signerKey)));
        vm.prank(operator);
        paymaster.setSigner(vm.addr(signerKey));
        _unpaid(op, "AA34 signature error");
    }

    function _showsOutsideItsWindow() private {
        uint256 p = _pick();
        Voucher memory voucher = promises[p].voucher;
        bool isLate = _random(2) == 0;
        voucher.validAfter = uint48(vm.getBlockTimestamp() - (isLate ? 100 : 0));
        voucher.validUntil = uint48(vm.getBlockTimestamp() + 1 hours);
        if (isLate) voucher.validUntil = uint48(vm.getBlockTimestamp() - 1);
        PackedUserOperation memory op = _simple(p);
        op.paymasterAndData = sponsored(voucher, signerKey, 50_000);
        _unpaid(op, "AA32 paymaster expired or not due");
    }

    function _showsWithoutWindow() private {
        uint256 p = _pick();
        Voucher memory voucher = promises[p].voucher;
        if (_random(2) == 0) voucher.validUntil = 0;
        else voucher.validUntil = uint48(_between(1 << 40, type(uint48).max));
        PackedUserOperation memory op = _simple(p);
        op.paymasterAndData = sponsored(voucher, signerKey, 50_000);
        _unpaid(op, SessionPaymaster.VoucherWindowInvalid.selector);
    }

    function _showsNoVoucher() private {
        PackedUserOperation memory op = _simple(_pick());
        bytes memory head = abi.encodePacked(address(paymaster), uint128(PAYMASTER_GAS), uint128(50_000));
        op.paymasterAndData = bytes.concat(head, new bytes(_random(60)));
        _unpaid(op, SessionPaymaster.PaymasterDataMalformed.selector);
    }

    function _callsDirectly() private {
        PackedUserOperation memory op = _simple(_pick());
        bytes[8] memory calls = [
            abi.encodeCall(paymaster.withdraw, (payable(thief), 1)),
            abi.encodeCall(paymaster.setSigner, (thief)),
            abi.encodeCall(paymaster.setGuardian, (thief)),
            abi.encodeCall(paymaster.setAccountDenied, (op.sender, true)),
            abi.encodeCall(paymaster.validatePaymasterUserOp, (op, entryPointHash(op), 1)),
            abi.encodeCall(paymaster.postOp, (IPaymaster.PostOpMode.opSucceeded, "", 0, 0)),
            abi.encodeCall(paymaster.transferOwnership, (thief)),
            abi.encodeCall(paymaster.withdrawStake, (payable(thief)))
        ];
        for (uint256 i = 0; i < 8; ++i) {
            vm.prank(thief);
            (bool success,) = address(paymaster).call(calls[i]);
            assertFalse(success, string.concat(_kind(), ": is refused"));
        }
        _countRefused();
    }

    /// @dev One byte behind the gas limits. Whatever is accepted, the ledger and the formula judge it.
    function _chaosInData() private {
        uint256 p = _pick();
        uint256[] memory paidBy = new uint256[](1);
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        (paidBy[0], ops[0]) = (p, _simple(p));
        bytes memory data = ops[0].paymasterAndData;
        data[_between(20, data.length - 1)] = bytes1(uint8(_random(256)));
        if (_handle(paidBy, ops).length == 0) _countDone();
        else _countRefused();
    }
}
