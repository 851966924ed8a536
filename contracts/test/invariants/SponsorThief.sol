// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {SponsorHandler} from "./SponsorHandler.sol";

/// @notice What the sponsor never promised.
abstract contract SponsorThief is SponsorHandler {
    function _dealUnpaid() internal {
        _attack("asks for more than the voucher", _asksForMore);
        _attack("asks for more than the voucher in a bundle", _asksForMoreInABundle);
        _attack("shows the voucher of another account", _showsAnothers);
        _attack("shows the voucher in another lane", _showsInAnotherLane);
        _attack("signs a voucher himself", _signsHimself);
        _attack("shows a voucher of the former signer", _showsFormerSigners);
        _attack("shows a voucher outside its window", _showsOutsideItsWindow);
        _attack("shows a voucher without a window", _showsWithoutWindow);
        _attack("plays although denied", _playsAlthoughDenied);
        _attack("raises fees above the caps", _raisesFees);
        _attack("raises gas above the caps", _raisesGas);
        _attack("changes an operation that was sponsored", _changesSponsored);
        _attack("replays an operation that was sponsored", _replaysSponsored);
        _attack("shows data that is no voucher", _showsNoVoucher);
        _attack("calls the paymaster directly", _callsDirectly);
        _chaos("chaos in the paymaster's data", _chaosInData);
    }

    function _unpaid(PackedUserOperation memory op, bytes memory reason) private {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        _unpaid(ops, reason);
    }

    function _unpaid(PackedUserOperation[] memory ops, bytes memory reason) private {
        bytes memory refusal = _handle(new uint256[](ops.length), ops);
        assertGt(refusal.length, 0, string.concat(_kind(), ": is refused"));
        assertEq(this.reasonOf(refusal), reason, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    function _unpaid(PackedUserOperation memory op, bytes4 selector) private {
        _unpaid(op, abi.encodePacked(selector));
    }

    function _asksForMore() private {
        uint256 p = _promise(_between(1, 0.0005 ether));
        _unpaid(_simple(p), SessionPaymaster.VoucherSpent.selector);
    }

    /// @dev Enough for each alone: 530,000 gas at one gwei, and a wei less than all of them.
    function _asksForMoreInABundle() private {
        uint256 count = _between(2, 5);
        uint256 p = _promise(count * 0.00053 ether - 1);
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
        else paymaster.setVoucherDenied(voucher.account, voucher.session, isDenied);
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
        uint256 way = _random(4);
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
        } else {
            op.paymasterAndData = _signed(p, uint128(_between(100_001, 20_000_000)));
        }
        _unpaid(op, reason);
    }

    function _changesSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce();
        uint256 way = _random(5);
        if (way == 0) op.callData = abi.encodeCall(HostileAccount.burn, ());
        else if (way == 1) op.preVerificationGas += 1;
        else if (way == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + 1);
        else if (way == 3) op.gasFees = bytes32(uint256(op.gasFees) + 1);
        else op.nonce = entryPoint.getNonce(op.sender, uint192(_between(1_000_000, type(uint64).max)));
        _unpaid(op, "AA34 signature error");
    }

    function _replaysSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce();
        promisedWei += 0.00048 ether;
        _paid(type(uint256).max, op);
        _unpaid(op, "AA25 invalid account nonce");
    }

    /// @dev 480,000 gas at one gwei.
    function _sponsoredOnce() private returns (PackedUserOperation memory op) {
        op = _plain(hostiles[_random(ACCOUNTS)], 0, abi.encodeCall(HostileAccount.rest, ()), 30_000);
        op.paymasterAndData = _sponsorOnce(op, uint48(vm.getBlockTimestamp() + 5 minutes));
    }

    function _showsNoVoucher() private {
        PackedUserOperation memory op = _simple(_pick());
        bytes memory head = abi.encodePacked(address(paymaster), uint128(PAYMASTER_GAS), uint128(50_000));
        op.paymasterAndData = bytes.concat(head, new bytes(_random(60)));
        _unpaid(op, SessionPaymaster.PaymasterDataMalformed.selector);
    }

    function _callsDirectly() private {
        PackedUserOperation memory op = _simple(_pick());
        uint256 way = _random(8);
        bytes memory data = abi.encodeCall(paymaster.withdraw, (payable(thief), 1));
        if (way == 1) data = abi.encodeCall(paymaster.setSigner, (thief));
        if (way == 2) data = abi.encodeCall(paymaster.setGuardian, (thief));
        if (way == 3) data = abi.encodeCall(paymaster.setAccountDenied, (op.sender, true));
        if (way == 4) data = abi.encodeCall(paymaster.validatePaymasterUserOp, (op, entryPointHash(op), 1));
        if (way == 5) data = abi.encodeCall(paymaster.postOp, (IPaymaster.PostOpMode.opSucceeded, "", 0, 0));
        if (way == 6) data = abi.encodeCall(paymaster.transferOwnership, (thief));
        if (way == 7) data = abi.encodeCall(paymaster.withdrawStake, (payable(thief)));
        vm.prank(thief);
        (bool success,) = address(paymaster).call(data);
        assertFalse(success, "calls the paymaster directly: is refused");
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

    function _simple(uint256 p) private view returns (PackedUserOperation memory) {
        return _operation(p, abi.encodeCall(HostileAccount.rest, ()), 30_000, 50_000);
    }
}
