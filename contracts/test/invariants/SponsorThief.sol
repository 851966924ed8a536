// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SponsorActs} from "./SponsorActs.sol";

/// @notice What the sponsor must not pay: a valid operation with one thing wrong, refused for exactly that reason.
abstract contract SponsorThief is SponsorActs {
    function _dealThief() internal {
        _attack("asks for more than the voucher", _asksForMore);
        _attack("asks for more than the voucher in a bundle", _asksForMoreInABundle);
        _attack("has a larger budget than the voucher", _hasALargerBudget);
        _attack("costs more than the voucher says of one operation", _costsMore);
        _attack("shows the voucher of another account or session", _showsAnothers);
        _attack("signs a voucher himself", _signsHimself);
        _attack("shows a voucher of the former signer", _showsFormerSigners);
        _attack("shows a voucher outside its window", _showsOutsideItsWindow);
        _attack("shows a voucher without a window", _showsWithoutWindow);
        _attack("shows a voucher again", _showsAgain);
        _attack("shows data that is no voucher", _showsNoVoucher);
    }

    /// @dev A first operation with this voucher, whoever signed it.
    function _showing(uint256 p, Voucher memory voucher, uint256 key)
        private
        view
        returns (PackedUserOperation memory op)
    {
        op = _operation(p, 0, 30_000);
        op.paymasterAndData = sponsored(voucher, key);
        return _sign(p, op);
    }

    function _asksForMore() private {
        uint256 p = _promise(_between(1, maxCostOf(_simple(_fresh())) - 1));
        _unpaid(_simple(p), ISessionValidator.GasBudgetExceeded.selector);
    }

    /// @dev Enough for each operation alone, and one wei less than all of them need.
    function _asksForMoreInABundle() private {
        uint256 count = _between(2, 5);
        uint256 p = _shownOne();
        PackedUserOperation[] memory ops = new PackedUserOperation[](count);
        for (uint256 i = 0; i < count; ++i) {
            ops[i] = _operation(p, 0, 30_000);
            ops[i].nonce += i;
            ops[i].preVerificationGas += (_leftOf(p) / count - maxCostOf(ops[i])) / 1 gwei + 1;
            ops[i] = _sign(p, ops[i]);
        }
        bool isDear = maxCostOf(ops[0]) > promises[p].voucher.maxOperationWei;
        _unpaid(ops, isDear ? bytes(UNSIGNED) : abi.encodePacked(ISessionValidator.GasBudgetExceeded.selector));
    }

    function _hasALargerBudget() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        voucher.maxWei -= uint64(_between(1, voucher.maxWei - 1));
        _unpaid(_showing(p, voucher, signerKey), SessionPaymaster.VoucherTooSmall.selector);
    }

    /// @dev When it is shown, or later.
    function _costsMore() private {
        uint256 p = _promise(1 ether);
        bool isFirst = _random(2) == 0;
        if (!isFirst) _paid(p, _simple(p));
        PackedUserOperation memory op = _operation(p, 0, 30_000);
        op.preVerificationGas += promises[p].voucher.maxOperationWei / 1 gwei;
        op = _sign(p, op);
        if (isFirst) _unpaid(op, SessionPaymaster.OperationTooDear.selector);
        else _unpaid(op, bytes(UNSIGNED));
    }

    function _showsAnothers() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        if (_random(2) == 0) voucher.account = address(hostiles[(_indexOf(p) + 1) % ACCOUNTS]);
        else voucher.session = bytes32(bytes28(keccak256(abi.encode(voucher.session))));
        _unpaid(_showing(p, voucher, signerKey), bytes(UNSIGNED));
    }

    function _signsHimself() private {
        uint256 p = _fresh();
        _unpaid(_showing(p, promises[p].voucher, THIEF_KEY), bytes(UNSIGNED));
    }

    /// @dev Even if that signer returns.
    function _showsFormerSigners() private {
        uint256 p = _fresh();
        PackedUserOperation memory op = _simple(p);
        uint256 former = signerKey;
        _nextSigner();
        if (_random(2) == 0) {
            vm.prank(operator);
            paymaster.setSigner(vm.addr(former));
            signerKey = former;
        }
        _unpaid(op, bytes(UNSIGNED));
    }

    function _showsOutsideItsWindow() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        bool isShort = _random(2) == 0;
        if (isShort) voucher.validUntil -= 1;
        else voucher.validAfter = uint48(vm.getBlockTimestamp());
        PackedUserOperation memory op = _showing(p, voucher, signerKey);
        if (isShort) _unpaid(op, SessionPaymaster.VoucherTooShort.selector);
        else _unpaid(op, "AA32 paymaster expired or not due");
    }

    function _showsWithoutWindow() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        voucher.validUntil = _random(2) == 0 ? 0 : uint48(_between(1 << 40, type(uint48).max));
        _unpaid(_showing(p, voucher, signerKey), SessionPaymaster.VoucherWindowInvalid.selector);
    }

    function _showsAgain() private {
        uint256 p = _shownOne();
        Voucher memory voucher = promises[p].voucher;
        voucher.generation = paymaster.generation();
        _unpaid(_showing(p, voucher, signerKey), bytes(UNSIGNED));
    }

    function _showsNoVoucher() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _operation(p, 0, 30_000);
        op.paymasterAndData = bytes.concat(credited(), new bytes(_between(1, 60)));
        _unpaid(_sign(p, op), SessionPaymaster.PaymasterDataMalformed.selector);
    }
}
