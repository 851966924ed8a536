// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Thief} from "./Thief.sol";

/// @notice Grants that the owner never made.
abstract contract ThiefGrants is Thief {
    function _dealThiefGrants() internal {
        _attack("forges a grant, signed by the session key", _forgesAGrant);
        _attack("widens a grant after it was signed", _widensAGrant);
        _attack("uses a grant of another account of the owner", _usesAnothersGrant);
        _attack("enables a grant of the former owner", _usesFormerOwnersGrant);
        _attack("has a grant signed that names what none may", _namesForbiddenTarget);
        _attack("has a grant signed for more than an hour", _asksForMoreThanAnHour);
        _attack("has a grant signed for a key that is zero", _asksForZeroKey);
    }

    /// @dev By its own key, a key that the owner granted, or any.
    function _forgesAGrant() private {
        uint256 granted = _pick();
        uint256 s = _newSession(sessions[granted].account, true, 0);
        Grant memory grant = _grantOf(s);
        grant.maxSpend = type(uint96).max;
        bytes32 digest = validator.hashGrant(grant);
        uint256 way = _random(3);
        if (way == 1) _use(granted);
        bytes memory signature = signAsSession(way == 2 ? THIEF_KEY : SESSION_KEY, digest);
        _enableRefused(s, grant, signature);
    }

    function _widensAGrant() private {
        uint256 s = _newSession(_random(ACCOUNTS), true, 0);
        Grant memory grant = _grantOf(s);
        uint256 way = _random(9);
        if (way == 0) grant.maxActions += 1;
        else if (way == 1) grant.maxSpend += 1;
        else if (way == 2) grant.maxGasWei += 1;
        else if (way == 3) grant.validUntil -= 1;
        else if (way == 4) grant.nonceKey += 10_000;
        else if (way == 5) grant.permissions[0].target = address(coin);
        else if (way == 6) grant.permissions[0].functionSignature = "forbidden()";
        else if (way == 7) grant.permissions[0].maxValue += 1;
        else grant.permissions[1].spendArgument = 1;
        _enableRefused(s, grant, sessions[s].ownerSignature);
    }

    /// @dev The first two accounts have one owner until it changes; the signature must not count on the other in any case.
    function _usesAnothersGrant() private {
        uint256 s = _newSession(_random(2), true, 0);
        Grant memory grant = _grantOf(s);
        bytes memory signature = sessions[s].ownerSignature;
        uint256 other = 1 - sessions[s].account;
        grant.account = address(accounts[other].account);
        grant.epoch = accounts[other].epoch;
        bytes memory data = abi.encodeCall(validator.enable, (grant, signature));
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantOwnerSignatureInvalid.selector);
        PackedUserOperation memory op = _operation(s, _play());
        op.sender = grant.account;
        op.paymasterAndData = "";
        _refused(s, signFirst(op, _grantOf(s), signature), ISessionValidator.GrantWrongAccount.selector);
    }

    function _usesFormerOwnersGrant() private {
        uint256 a = _random(ACCOUNTS);
        uint256 formerKey = accounts[a].ownerKey;
        _changeOwner(a);
        uint256 s = _newSession(a, true, 0);
        Grant memory grant = _grantOf(s);
        _enableRefused(s, grant, signSecp(formerKey, validator.hashGrant(grant)));
    }

    /// @dev The owner was talked into it; the contract is not.
    function _namesForbiddenTarget() private {
        uint256 a = _random(ACCOUNTS);
        if (accounts[a].module == address(0)) _toggleModule(a);
        uint256 s = _newSession(a, true, 0);
        address[5] memory forbidden =
            [address(account), address(0), address(validator), address(entryPoint), accounts[a].module];
        for (uint256 i = 0; i < 5; ++i) {
            Grant memory grant = _grantOf(s);
            grant.permissions[_random(4)].target = forbidden[i];
            _signedButRefused(s, grant, ISessionValidator.PermissionTargetForbidden.selector);
        }
    }

    function _asksForMoreThanAnHour() private {
        uint256 s = _newSession(_random(ACCOUNTS), true, 0);
        Grant memory grant = _grantOf(s);
        uint256 way = _random(3);
        if (way == 0) grant.validUntil = grant.validAfter + 1 hours + uint48(_between(1, 1 days));
        else if (way == 1) grant.validUntil = 0;
        else grant.validAfter = grant.validUntil;
        _signedButRefused(s, grant, ISessionValidator.GrantWindowInvalid.selector);
    }

    function _asksForZeroKey() private {
        uint256 s = _newSession(_random(ACCOUNTS), true, 0);
        Grant memory grant = _grantOf(s);
        grant.sessionKey = new bytes(_random(60));
        _signedButRefused(s, grant, ISessionValidator.GrantSessionKeyMalformed.selector);
    }

    function _signedButRefused(uint256 s, Grant memory grant, bytes4 reason) private {
        bytes memory signature = signGrant(grant);
        bytes memory data = abi.encodeCall(validator.enable, (grant, signature));
        _directlyRefused(thief, address(validator), data, reason);
        _refused(s, signFirst(_operation(s, callSpend(0)), grant, signature), reason);
    }

    /// @dev By transaction and by operation, where a wrong signature is told to the EntryPoint.
    function _enableRefused(uint256 s, Grant memory grant, bytes memory signature) private {
        bytes memory data = abi.encodeCall(validator.enable, (grant, signature));
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantOwnerSignatureInvalid.selector);
        _use(s);
        PackedUserOperation memory op = _operation(s, callSpend(0));
        op.nonce = entryPoint.getNonce(op.sender, grant.nonceKey);
        _failed(s, signFirst(op, grant, signature), "AA24 signature error");
    }
}
