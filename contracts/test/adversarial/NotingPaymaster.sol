// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev Pays for everything, writes the highest possible note, and tries to do the same to somebody else's session.
contract NotingPaymaster is IPaymaster {
    ISessionValidator private immutable _MODULE;

    address private _account;
    bytes32 private _hash;
    uint256 private _cost;
    bytes private _key;
    bytes32 private _rules;
    uint192 private _nonceKey;

    uint256 public tries;
    uint256 public hits;

    constructor(ISessionValidator module) {
        _MODULE = module;
    }

    function aimAt(address account, bytes32 hash, uint256 cost, bytes calldata key) external {
        (_account, _hash, _cost, _key) = (account, hash, cost, key);
    }

    function knows(bytes32 rules, uint192 nonceKey) external {
        (_rules, _nonceKey) = (rules, nonceKey);
    }

    function validatePaymasterUserOp(PackedUserOperation calldata op, bytes32 hash, uint256 maxCost)
        external
        returns (bytes memory context, uint256 validationData)
    {
        _MODULE.setNote(op.sender, hash, maxCost, 0xfffffe);
        if (_account != address(0)) {
            (bytes32 session,) = _MODULE.countedBy(_account, _hash, _cost);
            _count(session != 0);
            try _MODULE.setNote(_account, _hash, _cost, 0xfffffe) {
                _count(true);
            } catch {
                _count(false);
            }
            try _MODULE.setNoteOf(_account, _key, _rules, _nonceKey, 0xfffffe) {
                _count(true);
            } catch {
                _count(false);
            }
        }
        return ("", 0);
    }

    function postOp(PostOpMode, bytes calldata, uint256, uint256) external {}

    function _count(bool isHit) private {
        ++tries;
        if (isHit) ++hits;
    }
}
