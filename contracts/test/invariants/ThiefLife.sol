// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Sent} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice Too early, too late, again, and after the owner said no.
abstract contract ThiefLife is Thief {
    function _dealThiefLife() internal {
        _attack("plays before the window", _playsBeforeTheWindow);
        _attack("plays after expiry", _playsAfterExpiry);
        _attack("plays after revocation", _playsAfterRevocation);
        _attack("plays after its own end", _playsAfterItsOwnEnd);
        _attack("plays after the epoch", _playsAfterTheEpoch);
        _attack("plays after the owner changed", _playsAfterTheOwnerChanged);
        _attack("plays while the module is uninstalled", _playsWithoutTheModule);
        _attack("enables a session again", _enablesAgain);
        _attack("enables a revoked grant", _enablesRevoked);
        _attack("enables a grant of an older epoch", _enablesOldEpoch);
        _attack("replays an operation", _replays);
        _attack("replays an operation in its bundle", _replaysInItsBundle);
        _attack("leaves a gap in the nonces", _leavesAGap);
        _attack("shows an expired voucher", _showsExpiredVoucher);
        _attack("shows the voucher of another session", _showsAnothersVoucher);
        _attack("shows the voucher of another account", _showsAnotherAccountsVoucher);
        _attack("signs a voucher himself", _signsAVoucher);
    }

    /// @dev Half of the time in the second before it, as too late is a second behind it.
    function _playsBeforeTheWindow() private {
        uint256 s = _newSession(_random(ACCOUNTS), _random(2) == 0, 60 + _random(2) * _random(300));
        bytes memory data = abi.encodeCall(validator.enable, (_grantOf(s), sessions[s].ownerSignature));
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantNotDue.selector);
        _failed(s, _sign(s, _operation(s, _play())), "AA22 expired or not due");
    }

    function _playsAfterExpiry() private {
        uint256 s = _pick();
        vm.warp(sessions[s].validUntil + 1 + _random(2) * _random(10 minutes));
        _buryEnded();
        _failed(s, _sign(s, _operation(s, _play())), "AA22 expired or not due");
    }

    function _playsAfterRevocation() private {
        uint256 s = _pick();
        _revoke(s);
        _callsRefused(s, _play(), ISessionValidator.SessionRevoked.selector);
    }

    function _playsAfterItsOwnEnd() private {
        uint256 s = _pick();
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), sessionId()));
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), signature);
        sessions[s].isRevoked = true;
        _buryEnded();
        _callsRefused(s, _play(), ISessionValidator.SessionRevoked.selector);
    }

    function _playsAfterTheEpoch() private {
        uint256 s = _pickEnabled();
        _endEpoch(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionEpochPassed.selector);
    }

    /// @dev The former owner signs a grant for the new epoch, too.
    function _playsAfterTheOwnerChanged() private {
        uint256 s = _pickEnabled();
        _changeOwner(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionEpochPassed.selector);
    }

    /// @dev The account asks the module all the same, which refuses; its lanes stay shut for sessions when it is back.
    function _playsWithoutTheModule() private {
        uint256 s = _pickEnabled();
        _uninstall(currentAccount);
        // Alone: an honest operation in front of it could be of the same account, and would be refused first.
        _refused(
            _one(s, _sign(s, _operation(s, _play()))), abi.encodePacked(ISessionValidator.SessionEpochPassed.selector)
        );
        _install(sessions[s].account);
        _callsRefused(s, _play(), ISessionValidator.SessionEpochPassed.selector);
    }

    function _enablesAgain() private {
        _enablesRefused(_pickEnabled(), ISessionValidator.SessionAlreadyEnabled.selector);
    }

    function _enablesRevoked() private {
        uint256 s = _random(2) == 0 ? _pickEnabled() : _newSession(_random(ACCOUNTS), true, 0);
        _revoke(s);
        _enablesRefused(s, ISessionValidator.SessionRevoked.selector);
    }

    function _enablesOldEpoch() private {
        uint256 s = _newSession(_random(ACCOUNTS), true, 0);
        _endEpoch(sessions[s].account);
        _use(s);
        // A grant's signature is checked before its epoch: the owner of now signs, whoever owned it then.
        sessions[s].ownerSignature = signGrant(_grantOf(s));
        _enablesRefused(s, ISessionValidator.GrantWrongEpoch.selector);
    }

    /// @dev By transaction and by operation.
    function _enablesRefused(uint256 s, bytes4 reason) private {
        _use(s);
        bytes memory data = abi.encodeCall(validator.enable, (_grantOf(s), sessions[s].ownerSignature));
        _directlyRefused(thief, address(validator), data, reason);
        PackedUserOperation memory op = _operation(s, _play());
        _refused(s, signFirst(op, _grantOf(s), sessions[s].ownerSignature), reason);
    }

    function _replays() private {
        uint256 s = _pickEnabled();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        assertEq(_handle(s, op), "", "once");
        _failed(s, op, "AA25 invalid account nonce");
    }

    function _replaysInItsBundle() private {
        uint256 s = _pickEnabled();
        Sent[] memory sent = new Sent[](2);
        sent[0] = Sent(_sign(s, _operation(s, _play())), s);
        sent[1] = sent[0];
        _refused(sent, "AA25 invalid account nonce");
    }

    function _leavesAGap() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        op.nonce += _between(1, 5);
        _failed(s, _sign(s, op), "AA25 invalid account nonce");
    }

    function _showsExpiredVoucher() private {
        uint256 s = _pick(true);
        Voucher memory voucher = _voucherOf(s);
        voucher.validUntil = uint48(vm.getBlockTimestamp() - 1);
        voucher.validAfter = voucher.validUntil - 1;
        PackedUserOperation memory op = _operation(s, _play());
        op.paymasterAndData = sponsored(voucher);
        _failed(s, _sign(s, op), "AA32 paymaster expired or not due");
    }

    function _showsAnothersVoucher() private {
        uint256 s = _pick(true);
        _showsVoucherOf(s, _newSession(sessions[s].account, true, 0));
    }

    function _showsAnotherAccountsVoucher() private {
        uint256 s = _pick(true);
        _showsVoucherOf(s, _newSession((sessions[s].account + 1) % ACCOUNTS, true, 0));
    }

    function _showsVoucherOf(uint256 s, uint256 other) private {
        _use(s);
        PackedUserOperation memory op = _operation(s, _play());
        op.paymasterAndData = sessions[other].paymasterAndData;
        _failed(s, _sign(s, op), "AA34 signature error");
    }

    function _signsAVoucher() private {
        uint256 s = _pick(true);
        PackedUserOperation memory op = _operation(s, _play());
        op.paymasterAndData = sponsored(_voucherOf(s), THIEF_KEY, 50_000);
        _failed(s, _sign(s, op), "AA34 signature error");
    }
}
