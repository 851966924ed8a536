// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Limit} from "../support/Grant.sol";
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
        _attack("has a grant signed for too long", _asksForTooLong);
        _attack("has a grant signed for a key that is none", _asksForNoKey);
        _attack("has a grant signed that lets things out of a confined account", _asksForAWayOut);
    }

    /// @dev By its own key, a key that the owner granted, or any key.
    function _forgesAGrant() private {
        uint256 granted = _pick();
        uint256 s = _newSession(sessions[granted].account, true, 0);
        Grant memory grant = _grantOf(s);
        grant.maxSpend = type(uint96).max;
        bytes32 digest = grantDigest(grant);
        uint256 way = _random(3);
        if (way == 1) _use(granted);
        bytes memory signature = signAsSession(way == 2 ? THIEF_KEY : SESSION_KEY, digest);
        _enableRefused(s, grant, signature);
    }

    function _widensAGrant() private {
        uint256 s = _newSession(_freeAccount(), true, 0);
        Grant memory grant = _grantOf(s);
        uint256 way = _random(12);
        if (way == 0) grant.maxActions += 1;
        else if (way == 1) grant.maxSpend += 1;
        else if (way == 2) grant.maxGasWei += 1;
        else if (way == 3) grant.validUntil -= 1;
        else if (way == 4) grant.nonceKey += 10_000;
        else if (way == 5) grant.permissions[0].target = address(coin);
        else if (way == 6) grant.permissions[FAIL].functionSignature = "forbidden()";
        else if (way == 7) grant.permissions[PLAY].limits[1].max += 1;
        else if (way == 8) grant.permissions[SPEND].spendArgument = "1";
        else if (way == 9) grant.permissions[RARELY].period = rules[s][RARELY].period == 2 ? "day" : "hour";
        else if (way == 10) grant.permissions[BUDGETED].conditions[0].values[1] += 1;
        else grant.permissions[BUDGETED].limits[grant.permissions[BUDGETED].limits.length - 1].counted = "1";
        _enableRefused(s, grant, sessions[s].ownerSignature);
    }

    /// @dev The first two accounts have the same owner until it changes; the signature must never count for the other account.
    function _usesAnothersGrant() private {
        uint256 s = _newSession(_random(2), false, 0);
        Grant memory grant = _grantOf(s);
        uint256 other = 1 - sessions[s].account;
        grant.account = address(accounts[other].account);
        grant.epoch = accounts[other].epochWord;
        _directlyRefused(
            thief,
            address(validator),
            _callEnable(grant, sessions[s].ownerSignature),
            ISessionValidator.GrantOwnerSignatureInvalid.selector
        );
        PackedUserOperation memory op = _operation(s, _play());
        op.sender = grant.account;
        _failed(s, _signFirst(op, grant, sessions[s].ownerSignature), "AA24 signature error");
    }

    function _usesFormerOwnersGrant() private {
        uint256 a = _anyAccount();
        (uint256 formerKey, bool wasDevice) = (accounts[a].ownerKey, accounts[a].isDevice);
        _changeOwner(a);
        uint256 s = _newSession(a, true, 0);
        Grant memory grant = _grantOf(s);
        bytes32 digest = grantDigest(grant);
        _enableRefused(s, grant, wasDevice ? signP256(formerKey, digest) : signSecp(formerKey, digest));
    }

    /// @dev The owner was tricked into signing; the contract refuses.
    function _namesForbiddenTarget() private {
        uint256 a = _freeAccount();
        if (accounts[a].module == address(0)) _toggleModule(a);
        uint256 s = _newSession(a, true, 0);
        address[5] memory forbidden =
            [address(account), address(0), address(validator), address(entryPoint), accounts[a].module];
        for (uint256 i = 0; i < 5; ++i) {
            Grant memory grant = _grantOf(s);
            grant.permissions[_random(RULES)].target = forbidden[i];
            _signedButRefused(s, grant, ISessionValidator.PermissionTargetForbidden.selector);
        }
    }

    function _asksForTooLong() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        Grant memory grant = _grantOf(s);
        uint256 way = _random(3);
        if (way == 0) grant.validUntil = grant.validAfter + 10 days + uint48(_between(1, 1 days));
        else if (way == 1) grant.validUntil = 0;
        else grant.validAfter = grant.validUntil;
        _signedButRefused(s, grant, ISessionValidator.GrantWindowInvalid.selector);
    }

    /// @dev Zero, the verifier's name in front of a key that needs none, or a verifier that does not exist.
    function _asksForNoKey() private {
        uint256 s = _newSession(_anyAccount(), true, 0);
        Grant memory grant = _grantOf(s);
        bytes memory key = new bytes(_random(60));
        uint256 way = _random(3);
        if (way == 1) key = abi.encodePacked(address(verifier), new bytes(64));
        if (way == 2) key = abi.encodePacked(thief, sessions[s].key);
        bytes memory packedGrant = bytes.concat(packedOf(grant), sessions[s].ownerSignature);
        bytes memory data =
            abi.encodeCall(validator.enable, (grant.account, key, grant.paymaster, grant.nonceKey, packedGrant));
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantSessionKeyMalformed.selector);
    }

    /// @dev Signed by the device key, or by the owner to whom the account was handed over a short time ago.
    function _asksForAWayOut() private {
        uint256 s = _newSession(_random(2) == 0 ? _deviceAccount() : _handedAccount(), true, 0);
        Grant memory grant = _grantOf(s);
        uint256 way = _random(3);
        bytes4 reason = ISessionValidator.GrantConfined.selector;
        if (way == 0) {
            grant.paymaster = address(0);
        } else if (way == 1) {
            grant.permissions[PLAY].maxValue = 1;
            grant.permissions[PLAY].limits[0] = Limit("value", 1);
        } else {
            grant.permissions[_random(RULES)].target = _random(2) == 0 ? address(coin) : thief;
            reason = ISessionValidator.PermissionTargetForbidden.selector;
        }
        _signedButRefused(s, grant, reason);
    }

    function _signedButRefused(uint256 s, Grant memory grant, bytes4 reason) private {
        bytes memory signature = signGrant(grant);
        _directlyRefused(thief, address(validator), _callEnable(grant, signature), reason);
        PackedUserOperation memory op = _operation(s, _spend(0, 0));
        if (grant.paymaster == address(0)) op.paymasterAndData = "";
        _refused(s, _signFirst(op, grant, signature), reason);
    }

    /// @dev By transaction and by operation, where a wrong signature is reported to the EntryPoint.
    function _enableRefused(uint256 s, Grant memory grant, bytes memory signature) private {
        _use(s);
        bytes memory data = _callEnable(grant, signature);
        _directlyRefused(thief, address(validator), data, ISessionValidator.GrantOwnerSignatureInvalid.selector);
        PackedUserOperation memory op = _operation(s, _spend(0, 0));
        op.nonce = entryPoint.getNonce(op.sender, grant.nonceKey);
        _failed(s, _signFirst(op, grant, signature), "AA24 signature error");
    }

    function _callEnable(Grant memory grant, bytes memory signature) private view returns (bytes memory) {
        bytes memory packedGrant = bytes.concat(packedOf(grant), signature);
        return abi.encodeCall(
            validator.enable, (grant.account, keyBytes(SESSION_KEY), grant.paymaster, grant.nonceKey, packedGrant)
        );
    }

    function _signFirst(PackedUserOperation memory op, Grant memory grant, bytes memory signature)
        private
        view
        returns (PackedUserOperation memory)
    {
        bytes memory hints = hint(secondOpinion.ruleFor(this.callOf(op.callData)));
        return signFirst(op, grant, hints, uint32(vm.getBlockTimestamp()), signature);
    }

    /// @dev The data of a single call.
    function callOf(bytes calldata callData) external view returns (bytes memory) {
        return secondOpinion.callsOf(callData)[0].callData;
    }
}
