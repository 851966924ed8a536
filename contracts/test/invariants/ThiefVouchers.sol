// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Thief} from "./Thief.sol";

/// @notice Vouchers that are for another session, for another time, not signed by the sponsor, or denied.
abstract contract ThiefVouchers is Thief {
    function _dealThiefVouchers() internal {
        _attack("shows a voucher that is not due or ends too early", _showsVoucherOfAnotherTime);
        _attack("shows the voucher of another session or account", _showsAnothersVoucher);
        _attack("signs a voucher himself", _signsAVoucher);
        _attack("shows a voucher again", _showsAgain);
        _attack("shows none", _showsNone);
        _attack("plays although denied", _playsAlthoughDenied);
    }

    function _showsVoucherOfAnotherTime() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        Voucher memory voucher = _voucherOf(s);
        bool isShort = _random(2) == 0;
        if (isShort) voucher.validUntil -= uint48(_between(1, 100));
        else voucher.validAfter = uint48(vm.getBlockTimestamp());
        PackedUserOperation memory op = _showing(s, voucher, SPONSOR_KEY);
        if (isShort) _refused(s, op, SessionPaymaster.VoucherTooShort.selector);
        else _failed(s, op, "AA32 paymaster expired or not due");
    }

    function _showsAnothersVoucher() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        Voucher memory voucher = _voucherOf(s);
        if (_random(2) == 0) voucher.session = bytes32(bytes28(keccak256(abi.encode(voucher.session))));
        else voucher.account = address(accounts[(currentAccount + 1) % accounts.length].account);
        _failed(s, _showing(s, voucher, SPONSOR_KEY), "AA34 signature error");
    }

    function _signsAVoucher() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        _failed(s, _showing(s, _voucherOf(s), THIEF_KEY), "AA34 signature error");
    }

    function _showsAgain() private {
        uint256 s = _pickStarted(true);
        _failed(s, _showing(s, _voucherOf(s), SPONSOR_KEY), "AA34 signature error");
    }

    function _showsNone() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        if (_random(2) == 0) _enable(s);
        PackedUserOperation memory op = _operation(s, _play());
        op.paymasterAndData = credited();
        _failed(s, _sign(s, op), "AA34 signature error");
    }

    /// @dev With its credit, with its voucher, and with the voucher of a new session while the account is denied.
    function _playsAlthoughDenied() private {
        uint256 s = _pickStarted(true);
        uint256 next = _newSession(sessions[s].account, true, 0);
        _deny(s);
        uint256 way = _random(3);
        if (way == 0) {
            _use(next);
            _refused(
                _one(next, _sign(next, _operation(next, _play()))),
                abi.encodePacked(SessionPaymaster.AccountIsDenied.selector)
            );
        }
        _allow(s);
        _use(s);
        if (way == 1) _failed(s, _showing(s, _voucherOf(s), SPONSOR_KEY), "AA34 signature error");
        else _failed(s, _sign(s, _operation(s, _play())), "AA34 signature error");
    }

    function _showing(uint256 s, Voucher memory voucher, uint256 key) private returns (PackedUserOperation memory op) {
        op = _operation(s, _play());
        op.paymasterAndData = sponsored(voucher, key);
        return _sign(s, op);
    }
}
